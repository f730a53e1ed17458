package dev.octet.localstack.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Holds every call of a function's SDK against the function's policy, before it leaves. The SDK finds it on the class path,
 * also in the stack's own process: there, without a policy, it does nothing.
 */
public final class PolicyInterceptor implements ExecutionInterceptor {
  /** The file that {@link PolicyFiles} wrote. */
  static final String POLICY = "octet.policy";
  /** Where what was needed is written down, once by each process: a line for each permission. */
  static final String NEEDED = "octet.needed";
  /** The function's name. */
  static final String FUNCTION = "octet.function";

  private static final Set<Permission> WRITTEN_DOWN = ConcurrentHashMap.newKeySet();

  private final boolean enforced;
  private final List<Permission> granted;
  private final String needed = System.getProperty(NEEDED, "");
  private final String function = System.getProperty(FUNCTION, "");

  /** As the SDK makes it, for each client. */
  public PolicyInterceptor() {
    String policy = System.getProperty(POLICY, "");
    enforced = !policy.isEmpty();
    granted = enforced ? PolicyFiles.read(Path.of(policy)) : List.of();
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    if (enforced) {
      check(String.valueOf(attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME)),
          String.valueOf(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME)), context.request());
    }
  }

  private void check(String service, String operation, SdkRequest request) {
    for (Permission need : Needs.of(service, operation, request)) {
      writeDown(need);
      if (granted.stream().noneMatch(grant -> grant.covers(need))) {
        throw Refusal.of(service, need, function);
      }
    }
  }

  private void writeDown(Permission need) {
    if (!needed.isEmpty() && WRITTEN_DOWN.add(need)) {
      try {
        Files.writeString(Path.of(needed), need + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
