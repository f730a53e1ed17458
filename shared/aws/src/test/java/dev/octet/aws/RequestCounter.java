package dev.octet.aws;

import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Counts what leaves through the SDK, by service and operation: the cost of an operation, as AWS would bill it. */
public final class RequestCounter implements ExecutionInterceptor {
  private final Map<String, Integer> counts = new TreeMap<>();

  @Override
  public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
    count(attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME) + "." + attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
  }

  synchronized void count(String name) {
    counts.merge(name, 1, Integer::sum);
  }

  /** What was counted since the last time. */
  public synchronized Map<String, Integer> take() {
    Map<String, Integer> taken = new TreeMap<>(counts);
    counts.clear();
    return taken;
  }
}
