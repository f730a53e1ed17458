package dev.octet.localstack.runtimeclient;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import java.io.IOException;

/** Where a function's process begins: it ties its life to the stack's, then hands over to a client of the Runtime API. */
public final class FunctionMain {
  private FunctionMain() {}

  /** @param arguments which client, {@code AWS} or {@code OWN}, and the handler */
  public static void main(String[] arguments) throws Throwable {
    endWithTheStack();
    if (arguments[0].equals("AWS")) {
      AWSLambda.main(new String[] {arguments[1]});
    } else {
      RuntimeLoop.run(arguments[1]);
    }
  }

  /** However the stack ends, its end of this pipe closes: also in the middle of an event, and also when it was killed. */
  private static void endWithTheStack() {
    Thread.ofPlatform().daemon().name("end-with-the-stack").start(() -> {
      try {
        while (System.in.read() >= 0) {
          // nobody writes; only the end counts
        }
      } catch (IOException e) {
        // as good as the end
      }
      Runtime.getRuntime().halt(0);
    });
  }
}
