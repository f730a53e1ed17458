package dev.octet.localstack.function;

import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.util.ReflectUtil;
import dev.octet.localstack.code.RunDirectory;
import dev.octet.localstack.policy.PolicyFiles;
import dev.octet.localstack.runtimeclient.FunctionMain;
import dev.octet.localstack.template.Endpoints;
import dev.octet.localstack.template.StackPlan.FunctionPlan;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/**
 * How a function's JVM is called: as Lambda would with this memory and these variables, and small, since ten of them
 * share a laptop.
 */
final class FunctionCommand {
  /** What Lambda's managed runtime leaves of a function's memory for the heap. */
  private static final int HEAP_PERCENT = 85;
  /** Variables that a JVM needs of the machine; nothing else of it reaches a function. */
  private static final Set<String> OF_THE_MACHINE = Set.of("PATH", "TMPDIR", "TEMP", "TMP", "SystemRoot", "LANG", "LC_ALL");

  private final RuntimeClient client;
  private final Map<String, String> services;
  private final List<String> ofTheClient;
  private final Map<String, String> classPaths = new HashMap<>();
  private final Map<String, Map<String, String>> ofThePolicies = new HashMap<>();

  /**
   * @param services the variables by which the SDK is told where each service is
   * @param run where the code is copied to, before the first process starts
   * @param needed where what each function's calls need of a policy is written down, if it is
   */
  FunctionCommand(List<FunctionPlan> plans, RuntimeClient client, Map<String, String> services, RunDirectory run, Optional<Path> needed) throws IOException {
    this.client = client;
    this.ofTheClient = client == RuntimeClient.AWS ? List.of("-D" + NativePart.PROPERTY + "=" + NativePart.unpack(run.path())) : List.of();
    Path policies = run.directory("policies");
    for (FunctionPlan plan : plans) {
      classPaths.put(plan.logicalId(), classPath(plan, run));
      ofThePolicies.put(plan.logicalId(), PolicyFiles.write(policies, plan.logicalId(), plan.name(), plan.policy(), needed));
    }
    this.services = Map.copyOf(services);
  }

  List<String> line(FunctionPlan plan) {
    List<String> line = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx" + plan.memory() * HEAP_PERCENT / 100 + "m",
        "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto",
        // A crash is a crash: a function that ran out of memory does not limp on.
        "-XX:+ExitOnOutOfMemoryError",
        "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
        "-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8"));
    line.addAll(ofTheClient);
    if (isSnapshot(plan)) {
      line.add("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac"); // as in Lambda: who asks for snapshots finds AWS's client
    }
    ofThePolicies.getOrDefault(plan.logicalId(), Map.of()).forEach((name, value) -> line.add("-D" + name + "=" + value));
    line.addAll(List.of("-cp", String.valueOf(classPaths.get(plan.logicalId())), FunctionMain.class.getName(), client.name(), plan.handler()));
    return line;
  }

  /** Everything but the picture itself: the process is made ready for it, told that it was taken, and goes on. The small client knows nothing of it. */
  private boolean isSnapshot(FunctionPlan plan) {
    return plan.snapStart() && client == RuntimeClient.AWS;
  }

  private static String classPath(FunctionPlan plan, RunDirectory run) throws IOException {
    Set<Path> places = new LinkedHashSet<>(plan.classPath());
    for (Class<?> held : new Class<?>[] {AWSLambda.class, LambdaRuntime.class, ReflectUtil.class, SdkInternalThreadLocal.class, FunctionMain.class}) {
      places.add(placeOf(held));
    }
    List<String> texts = new ArrayList<>();
    for (Path place : places) {
      texts.add(run.copy(place).toString());
    }
    return String.join(File.pathSeparator, texts);
  }

  private static Path placeOf(Class<?> held) {
    try {
      return Path.of(held.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** @param runtimeApi the process's own address of the Runtime API */
  Map<String, String> environment(FunctionPlan plan, String runtimeApi, String processId) {
    Map<String, String> variables = new HashMap<>();
    System.getenv().forEach((name, value) -> {
      if (OF_THE_MACHINE.contains(name)) {
        variables.put(name, value);
      }
    });
    variables.putAll(plan.environment());
    variables.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
    variables.put("_HANDLER", plan.handler());
    variables.put("AWS_LAMBDA_FUNCTION_NAME", plan.name());
    variables.put("AWS_LAMBDA_FUNCTION_VERSION", plan.version());
    variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(plan.memory()));
    variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + plan.name());
    variables.put("AWS_LAMBDA_LOG_STREAM_NAME", processId);
    variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", isSnapshot(plan) ? "snap-start" : "on-demand");
    variables.put("AWS_EXECUTION_ENV", "AWS_Lambda_java25");
    variables.put("AWS_REGION", Endpoints.REGION);
    variables.put("AWS_DEFAULT_REGION", Endpoints.REGION);
    variables.put("AWS_ACCESS_KEY_ID", "local");
    variables.put("AWS_SECRET_ACCESS_KEY", "local");
    // Unless a test stands between a function and an engine.
    services.forEach(variables::putIfAbsent);
    // What AWS never sets: here secrets may be what everybody knows, and the sandbox is open.
    variables.putIfAbsent("OCTET_LOCAL", "true");
    variables.putIfAbsent("TZ", ":UTC");
    return variables;
  }
}
