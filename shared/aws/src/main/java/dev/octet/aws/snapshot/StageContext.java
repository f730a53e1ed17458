package dev.octet.aws.snapshot;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import org.jspecify.annotations.Nullable;

/** Of an invocation that is none. */
final class StageContext implements Context {
  private static final String NONE = "rehearsed";

  @Override
  public String getAwsRequestId() {
    return NONE;
  }

  @Override
  public String getLogGroupName() {
    return NONE;
  }

  @Override
  public String getLogStreamName() {
    return NONE;
  }

  @Override
  public String getFunctionName() {
    return NONE;
  }

  @Override
  public String getFunctionVersion() {
    return NONE;
  }

  @Override
  public String getInvokedFunctionArn() {
    return NONE;
  }

  @Override
  public @Nullable CognitoIdentity getIdentity() {
    return null;
  }

  @Override
  public @Nullable ClientContext getClientContext() {
    return null;
  }

  @Override
  public int getRemainingTimeInMillis() {
    return 30_000;
  }

  @Override
  public int getMemoryLimitInMB() {
    return 0;
  }

  @Override
  public LambdaLogger getLogger() {
    return new LambdaLogger() {
      @Override
      public void log(String message) {}

      @Override
      public void log(byte[] message) {}
    };
  }
}
