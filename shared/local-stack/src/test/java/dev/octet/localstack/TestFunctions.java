package dev.octet.localstack;

import dev.octet.domain.json.JsonObject;
import dev.octet.localstack.code.RunDirectory;
import dev.octet.localstack.function.Function;
import dev.octet.localstack.function.Functions;
import dev.octet.localstack.function.Outcome;
import dev.octet.localstack.function.RuntimeClient;
import dev.octet.localstack.handlers.BehaviourHandler;
import dev.octet.localstack.policy.Permission;
import dev.octet.localstack.template.Endpoints;
import dev.octet.localstack.template.StackPlan.FunctionPlan;
import dev.octet.localstack.template.StackPlan.RoutePlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Functions in JVMs of their own, and nothing else: no queues, no tables, no HTTP API. */
public final class TestFunctions implements AutoCloseable {
  private final RunDirectory run;
  private final Functions functions;

  private TestFunctions(RunDirectory run, Functions functions) {
    this.run = run;
    this.functions = functions;
  }

  /** @param directory gets the functions' logs */
  public static TestFunctions start(Path directory, RuntimeClient client, FunctionPlan... plans) {
    try {
      RunDirectory run = RunDirectory.create();
      var started = new TestFunctions(run, new Functions(List.of(plans), client, new Endpoints("http://queues"),
          Map.of("AWS_ENDPOINT_URL_SQS", "http://queues", "AWS_ENDPOINT_URL_DYNAMODB", "http://tables"), run, directory.resolve("logs"), Optional.of(directory.resolve("needed"))));
      try {
        started.functions.start();
        return started;
      } catch (RuntimeException e) {
        started.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A function of 128 MB and half a minute, with the class path of the tests. */
  public static FunctionPlan plan(String id, Class<?> handler, Map<String, String> environment, RoutePlan... routes) {
    return plan(id, handler, classPath(), environment, Duration.ofSeconds(30), Optional.empty(), routes);
  }

  /** One process of what may do this much on AWS; the others may do nothing. */
  public static FunctionPlan plan(String id, Class<?> handler, List<Permission> policy) {
    return plan(id, handler, classPath(), Map.of(), Duration.ofSeconds(30), Optional.of(1), policy);
  }

  public static FunctionPlan plan(String id, Class<?> handler, List<Path> classPath, Map<String, String> environment, Duration timeout,
      Optional<Integer> concurrency, RoutePlan... routes) {
    return plan(id, handler, classPath, environment, timeout, concurrency, List.of(), routes);
  }

  private static FunctionPlan plan(String id, Class<?> handler, List<Path> classPath, Map<String, String> environment, Duration timeout,
      Optional<Integer> concurrency, List<Permission> policy, RoutePlan... routes) {
    return new FunctionPlan(id, "octet-" + id, classPath, handler.getName(), 128, timeout, Optional.of("live"), "1", false, concurrency,
        environment, List.of(routes), List.of(), List.of(), policy);
  }

  public static List<Path> classPath() {
    return List.of(TestStack.CLASS_PATH);
  }

  /** The class path of the tests, but the handlers come from this jar, which is made here. */
  public static List<Path> packed(Path jar) {
    Jars.pack(jar, BehaviourHandler.class.getPackageName());
    return Stream.concat(Stream.of(jar), Stream.of(TestStack.CLASS_PATH).filter(place -> !place.equals(Jars.CLASSES))).toList();
  }

  public List<Function> all() {
    return functions.all();
  }

  public Function function(String id) {
    return functions.function(id);
  }

  /** Calls a {@link BehaviourHandler}. */
  public Outcome behave(String id, String how) {
    return function(id).invoke(request(how));
  }

  /** The process that answers now. */
  public long pid(String id) {
    return body(behave(id, "pid")).whole("body").orElseThrow();
  }

  /** The least that is a request. */
  public static byte[] request(String body) {
    return ("{\"requestContext\":{\"http\":{\"method\":\"POST\"}},\"body\":\"" + body + "\"}").getBytes(StandardCharsets.UTF_8);
  }

  public static JsonObject body(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Answer answer -> TestStack.json(answer.body());
      case Outcome.Failure failure -> throw new AssertionError(failure);
    };
  }

  @Override
  public void close() {
    functions.close();
    try {
      run.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
