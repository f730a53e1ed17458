package dev.octet.localstack;

import dev.octet.localstack.code.RunDirectory;
import dev.octet.localstack.function.Function;
import dev.octet.localstack.function.Functions;
import dev.octet.localstack.function.Outcome;
import dev.octet.localstack.http.HttpApi;
import dev.octet.localstack.loopback.Loopback;
import dev.octet.localstack.queue.EventSource;
import dev.octet.localstack.queue.Queues;
import dev.octet.localstack.schedule.Schedule;
import dev.octet.localstack.template.Endpoints;
import dev.octet.localstack.template.StackPlan;
import dev.octet.localstack.template.StackPlan.QueueEventPlan;
import dev.octet.localstack.template.StackPlan.SchedulePlan;
import dev.octet.localstack.template.TemplateReader;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;

/**
 * The template, running: tables, queues, functions in JVMs of their own, the HTTP API, event sources, schedules. Ends
 * with {@link #close()}, and leaves no process behind however this JVM ends.
 */
public final class LocalStack implements AutoCloseable {
  private static final String SANDBOX_CODE = "sandbox.jar";

  private final Endpoints endpoints;
  private final StackPlan plan;
  private final Ports ports;
  private final Engines engines;
  private final Functions functions;
  private final List<Schedule> schedules;
  private final Deque<AutoCloseable> parts;

  private LocalStack(Endpoints endpoints, StackPlan plan, Ports ports, Engines engines, Functions functions, List<Schedule> schedules,
      Deque<AutoCloseable> parts) {
    this.endpoints = endpoints;
    this.plan = plan;
    this.ports = ports;
    this.engines = engines;
    this.functions = functions;
    this.schedules = schedules;
    this.parts = parts;
  }

  /** As {@link #start(Settings, BiConsumer)}; failures of functions are told to nobody. */
  public static LocalStack start(Settings settings) throws IOException {
    return start(settings, (function, failure) -> {});
  }

  /**
   * Starts everything and returns when it is ready: every function waits for its first event.
   *
   * @param failed told of every invocation that failed
   * @throws PortInUseException before anything is started
   * @throws dev.octet.localstack.template.TemplateException naming what the template asks for in vain, before anything is started
   * @throws IllegalArgumentException when the sandbox alone shall run and the template has none, or an emulator is none
   * @throws dev.octet.localstack.function.FunctionStartException naming the functions that did not come up
   */
  public static LocalStack start(Settings settings, BiConsumer<Function, Outcome.Failure> failed) throws IOException {
    Ports ports = Ports.choose(settings);
    var engines = new Engines(ports, settings.emulator());
    var endpoints = new Endpoints(engines.queues().toString());
    StackPlan whole = TemplateReader.read(settings.template(), parameters(settings, url(ports.http())), settings.overrides(), endpoints);
    StackPlan plan = settings.sandboxOnly() ? whole.only(SANDBOX_CODE, endpoints) : whole;
    Deque<AutoCloseable> parts = new ArrayDeque<>();
    try {
      return start(settings, plan, endpoints, failed, ports, engines, parts);
    } catch (IOException | RuntimeException | Error e) {
      close(parts);
      throw e;
    }
  }

  private static LocalStack start(Settings settings, StackPlan plan, Endpoints endpoints, BiConsumer<Function, Outcome.Failure> failed,
      Ports ports, Engines engines, Deque<AutoCloseable> parts) throws IOException {
    // Parts end from the first to the last: what brings in work, the functions, then the engines that they call.
    RunDirectory run = RunDirectory.create();
    parts.addFirst(run);
    var functions = new Functions(plan.functions(), settings.runtimeClient(), endpoints, engines.variables(), run, settings.logs(), settings.needed());
    parts.addFirst(functions);
    var http = new HttpApi(ports.http(), failed);
    parts.addFirst(http);
    // The functions' JVMs start while the engines do.
    var startingFunctions = CompletableFuture.runAsync(functions::start);
    Queues queues = engines.start(plan, settings.secrets(), parts);
    join(startingFunctions);
    for (Function function : functions.all()) {
      for (QueueEventPlan event : function.plan().queueEvents()) {
        var source = new EventSource(event, function, queues, endpoints, settings.redeliverAfter(), failed);
        parts.addFirst(source);
        source.start();
      }
    }
    List<Schedule> schedules = schedules(functions, endpoints, failed);
    if (settings.schedules()) {
      var timer = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("schedules").factory());
      parts.addFirst(timer::shutdownNow);
      schedules.forEach(schedule -> schedule.start(timer));
    }
    http.open(functions.all());
    return new LocalStack(endpoints, plan, ports, engines, functions, schedules, parts);
  }

  private static List<Schedule> schedules(Functions functions, Endpoints endpoints, BiConsumer<Function, Outcome.Failure> failed) {
    List<Schedule> schedules = new ArrayList<>();
    for (Function function : functions.all()) {
      for (SchedulePlan schedule : function.plan().schedules()) {
        schedules.add(new Schedule(schedule, function, endpoints, failed));
      }
    }
    return schedules;
  }

  /** The local values of those parameters that the template has, and over them the given ones. */
  private static Map<String, String> parameters(Settings settings, String publicUrl) throws IOException {
    Set<String> known = TemplateReader.parameterNames(settings.template());
    Map<String, String> values = new HashMap<>(LocalParameters.of(settings, publicUrl));
    values.keySet().retainAll(known);
    values.putAll(settings.parameters());
    return values;
  }

  private static String url(int port) {
    return "http://" + Loopback.HOST + ":" + port;
  }

  private static void join(CompletableFuture<Void> future) {
    try {
      future.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** The address of the HTTP API, without a slash at its end. */
  public URI url() {
    return URI.create(url(ports.http()));
  }

  /** The endpoint of the queues, for any SDK. */
  public URI queues() {
    return engines.queues();
  }

  /** The endpoint of the tables, for any SDK. */
  public URI tables() {
    return engines.tables();
  }

  /** A queue's address, by its name such as {@code octet-notifications.fifo}. */
  public String queueUrl(String name) {
    return endpoints.queueUrl(name);
  }

  public StackPlan plan() {
    return plan;
  }

  /** Calls a scheduled function now, by its logical id, and waits for what becomes of it. */
  public Outcome invokeSchedule(String logicalId) {
    return schedules.stream().filter(schedule -> schedule.function().plan().logicalId().equals(logicalId)).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("The template has no schedule for " + logicalId + ".")).fire();
  }

  /** Calls a function with an event of any kind, by its logical id. */
  public Outcome invoke(String logicalId, byte[] event) {
    return functions.function(logicalId).invoke(event);
  }

  /** Kills a function's processes, memory and all: what they were doing fails, the next event starts a new one. */
  public void crash(String logicalId) {
    functions.function(logicalId).crash();
  }

  /** Ends everything that it started, and waits for it. A second call does nothing. */
  @Override
  public synchronized void close() {
    close(parts);
  }

  private static void close(Deque<AutoCloseable> parts) {
    RuntimeException problem = null;
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        problem = problem == null ? new IllegalStateException("The local stack did not end cleanly.", e) : problem;
      }
    }
    if (problem != null) {
      throw problem;
    }
  }
}
