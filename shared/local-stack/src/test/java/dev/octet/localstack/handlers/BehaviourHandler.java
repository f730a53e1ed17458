package dev.octet.localstack.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.octet.aws.http.HttpRequest;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Does what the request's body says. */
public final class BehaviourHandler implements RequestStreamHandler {
  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
    String wanted;
    try {
      wanted = new String(HttpRequest.ofEvent(JsonObject.parse(input.readAllBytes())).body(), StandardCharsets.UTF_8);
    } catch (JsonException e) {
      throw new IOException(e);
    }
    switch (wanted.split(" ")[0]) {
      case "throw" -> throw new IllegalStateException("as it was asked to");
      case "overflow" -> overflow(0);
      case "crash" -> Runtime.getRuntime().halt(7);
      case "forever" -> {
        try {
          Thread.sleep(60_000);
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }
      case "slow" -> {
        try {
          Thread.sleep(Long.parseLong(wanted.split(" ")[1]));
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
        output.write("{\"statusCode\":200}".getBytes(StandardCharsets.UTF_8));
      }
      case "meet" -> output.write("{\"body\":\"%s\"}".formatted(Meeting.of(Path.of(wanted.split(" ")[1]))).getBytes(StandardCharsets.UTF_8));
      case "mark" -> Files.writeString(Path.of(wanted.split(" ")[1]), "x", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      case "environment" -> output.write(JsonObject.of(System.getenv()).toBytes());
      case "answer" -> output.write(wanted.substring("answer ".length()).getBytes(StandardCharsets.UTF_8));
      case "large" -> output.write(("{\"statusCode\":200,\"body\":\"" + "x".repeat(Integer.parseInt(wanted.split(" ")[1])) + "\"}").getBytes(StandardCharsets.UTF_8));
      case "memory" -> {
        byte[][] held = new byte[4096][];
        for (int i = 0; i < held.length; i++) {
          held[i] = new byte[1 << 20];
        }
      }
      default -> output.write("{\"statusCode\":200,\"body\":%d}".formatted(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8));
    }
  }

  private static int overflow(int depth) {
    return overflow(depth + 1) + 1;
  }
}
