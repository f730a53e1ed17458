package dev.octet.localstack.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Answers with the event that it got, and what it knows of itself in headers. With the greeting {@code broken}, it cannot
 * be made; an event with {@code fail-now} or {@code wait-now} in it gets no answer.
 */
public final class EchoHandler implements RequestStreamHandler {
  private int calls;

  public EchoHandler() {
    if ("broken".equals(System.getenv("GREETING"))) {
      throw new IllegalStateException("GREETING is broken");
    }
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
    calls++;
    byte[] event = input.readAllBytes();
    String text = new String(event, StandardCharsets.UTF_8);
    if (text.contains("fail-now")) {
      throw new IllegalStateException("as it was asked to");
    }
    if (text.contains("wait-now")) {
      System.out.println("waiting");
      try {
        Thread.sleep(60_000);
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
    String body = Base64.getEncoder().encodeToString(event);
    String answer = """
        {"statusCode": 201, "cookies": ["a=1", "b=2"], "isBase64Encoded": true, "body": "%s",
         "headers": {"Content-Type": "application/json", "X-Calls": "%d", "X-Pid": "%d", "X-Greeting": "%s", "X-Function": "%s",
          "X-Arn": "%s", "X-Memory": "%d", "X-Left": "%d", "X-Heap": "%d", "X-Home": "%s", "X-Endpoint": "%s"}}
        """.formatted(body, calls, ProcessHandle.current().pid(), System.getenv("GREETING"), context.getFunctionName(),
        context.getInvokedFunctionArn(), context.getMemoryLimitInMB(), context.getRemainingTimeInMillis(),
        Runtime.getRuntime().maxMemory() >> 20, System.getenv("HOME"), System.getenv("AWS_ENDPOINT_URL_SQS"));
    output.write(answer.getBytes(StandardCharsets.UTF_8));
  }
}
