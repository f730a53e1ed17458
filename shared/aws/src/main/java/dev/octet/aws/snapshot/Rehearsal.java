package dev.octet.aws.snapshot;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.octet.aws.Log;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import software.amazon.awssdk.core.warmup.SdkWarmUp;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Before the snapshot is taken, a twin of the handler, on a {@link Stage} of its own, handles made-up events: classes are loaded, linked
 * and compiled when the real one is called. The real one is not touched: it has read no secret, made no id and opened no connection.
 */
public final class Rehearsal implements Resource {
  /** Whoever takes the snapshot holds only weakly what is to be told of it. */
  private static final List<Rehearsal> TO_BE_TOLD = new ArrayList<>();

  private final Function<Stage, RequestStreamHandler> twin;
  private final List<JsonObject> events;
  private final Log log;

  Rehearsal(Function<Stage, RequestStreamHandler> twin, List<JsonObject> events, Log log) {
    this.twin = twin;
    this.events = events;
    this.log = log;
  }

  /** @param events as Lambda would hand them over; see {@link Scene} */
  public static void of(Function<Stage, RequestStreamHandler> twin, JsonObject... events) {
    Rehearsal rehearsal = new Rehearsal(twin, List.of(events), Log.of("snapshot"));
    TO_BE_TOLD.add(rehearsal);
    Core.getGlobalContext().register(rehearsal);
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    SdkWarmUp.warmUp(DynamoDbClient.class, SqsClient.class, SecretsManagerClient.class);
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    RequestStreamHandler handler = twin.apply(Stage.set(written));
    for (JsonObject event : events) {
      play(handler, event);
    }
    String failed = written.toString(StandardCharsets.UTF_8).lines().filter(line -> line.startsWith("{\"level\":\"ERROR\"")).findFirst().orElse("");
    if (!failed.isEmpty()) {
      warn(failed);
    }
    log.info("rehearsed", JsonObject.EMPTY.with("events", events.size()));
  }

  /** What a handler caught and wrote down, of this stage: nobody's data is in it. */
  private void warn(String line) {
    try {
      JsonObject error = JsonObject.parse(line);
      log.warn("rehearsal_failed", JsonObject.EMPTY.with("error", error.text("error").orElse("")).with("at", error.text("at").orElse("")));
    } catch (JsonException e) {
      log.warn("rehearsal_failed", JsonObject.EMPTY.with("error", "unreadable"));
    }
  }

  /** What goes wrong here makes a call slower, and breaks none. */
  private void play(RequestStreamHandler handler, JsonObject event) {
    try {
      handler.handleRequest(new ByteArrayInputStream(event.toBytes()), OutputStream.nullOutputStream(), new StageContext());
    } catch (IOException | RuntimeException e) {
      log.warn("rehearsal_failed", JsonObject.EMPTY.with("error", e.getClass().getName()));
    }
  }

  /** Nothing to put right: time, ids and randomness are asked for when they are needed, and secrets read. */
  @Override
  public void afterRestore(Context<? extends Resource> context) {}
}
