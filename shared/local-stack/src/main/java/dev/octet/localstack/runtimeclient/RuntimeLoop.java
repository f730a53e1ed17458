package dev.octet.localstack.runtimeclient;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Asks for an event, hands it to the handler, answers, asks again: Lambda's Runtime API without native code. */
final class RuntimeLoop {
  private RuntimeLoop() {}

  @SuppressWarnings("CatchAndPrintStackTrace") // the process's output is the function's log
  static void run(String handlerName) throws IOException {
    var api = new RuntimeApiClient(System.getenv("AWS_LAMBDA_RUNTIME_API"));
    RequestStreamHandler handler;
    try {
      handler = Class.forName(handlerName).asSubclass(RequestStreamHandler.class).getConstructor().newInstance();
    } catch (ReflectiveOperationException | ClassCastException | LinkageError e) {
      e.printStackTrace();
      api.initError(e instanceof ReflectiveOperationException && e.getCause() != null ? e.getCause() : e);
      System.exit(1);
      return;
    }
    while (true) {
      RuntimeApiClient.Event event = api.next();
      try {
        var answer = new ByteArrayOutputStream();
        handler.handleRequest(new ByteArrayInputStream(event.body()), answer, new FunctionContext(event));
        api.response(event.requestId(), answer.toByteArray());
      } catch (VirtualMachineError e) {
        api.error(event.requestId(), e);
        throw e; // as AWS's client: such a process is not used again
      } catch (Exception | Error e) {
        e.printStackTrace();
        api.error(event.requestId(), e);
      }
    }
  }
}
