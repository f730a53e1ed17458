package dev.octet.localstack.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.InputStream;
import java.io.OutputStream;

/** Cannot be made. */
public final class BrokenHandler implements RequestStreamHandler {
  public BrokenHandler() {
    throw new IllegalStateException("TABLE_NAME is missing");
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context) {
    throw new AssertionError();
  }
}
