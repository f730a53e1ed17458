package dev.octet.localstack.schedule;

import dev.octet.domain.json.JsonObject;
import dev.octet.localstack.function.Function;
import dev.octet.localstack.function.Outcome;
import dev.octet.localstack.template.Endpoints;
import dev.octet.localstack.template.StackPlan.SchedulePlan;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** Calls a function at a rate, for the first time when one period has passed. */
public final class Schedule {
  private final SchedulePlan plan;
  private final Function function;
  private final Endpoints endpoints;
  private final BiConsumer<Function, Outcome.Failure> failed;

  public Schedule(SchedulePlan plan, Function function, Endpoints endpoints, BiConsumer<Function, Outcome.Failure> failed) {
    this.plan = plan;
    this.function = function;
    this.endpoints = endpoints;
    this.failed = failed;
  }

  public String name() {
    return plan.name();
  }

  public Function function() {
    return function;
  }

  public void start(ScheduledExecutorService timer) {
    // The timer only starts threads: a call that takes long delays no other schedule.
    var _ = timer.scheduleAtFixedRate(() -> Thread.ofVirtual().start(this::fire), plan.rate().toMillis(), plan.rate().toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Calls the function now, and waits for what becomes of it. */
  public Outcome fire() {
    Outcome outcome = function.invoke(plan.input().orElseGet(this::event).getBytes(StandardCharsets.UTF_8));
    if (outcome instanceof Outcome.Failure failure) {
      failed.accept(function, failure);
    }
    return outcome;
  }

  private String event() {
    String resource = plan.scheduler() ? endpoints.arn("scheduler", "schedule/default/" + plan.name()) : endpoints.arn("events", "rule/" + plan.name());
    return JsonObject.EMPTY
        .with("version", "0")
        .with("id", UUID.randomUUID().toString())
        .with("detail-type", "Scheduled Event")
        .with("source", plan.scheduler() ? "aws.scheduler" : "aws.events")
        .with("account", Endpoints.ACCOUNT)
        .with("time", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
        .with("region", Endpoints.REGION)
        .with("resources", List.of(resource))
        .with("detail", plan.scheduler() ? "{}" : JsonObject.EMPTY)
        .toJson();
  }
}
