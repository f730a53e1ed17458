package dev.octet.localstack.demo;

import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import dev.octet.story.Answer;
import dev.octet.story.Request;
import dev.octet.story.Stage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;
import software.amazon.awssdk.services.sqs.model.Message;

/** A stack over HTTP and SQS, as another service has it: with a token, and the queue of the notifications. */
final class HttpStage implements Stage, AutoCloseable {
  /** Longer than Octet itself waits for the platform. */
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final int MOST = 10;

  private final Place place;
  private final Clock clock;
  private final HttpClient http = HttpClient.newHttpClient();
  private final SqsClient sqs;

  HttpStage(Place place, Clock clock) {
    this.place = place;
    this.clock = clock;
    this.sqs = sqs(place);
  }

  private static SqsClient sqs(Place place) {
    SqsClientBuilder builder = SqsClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder());
    // On AWS region and credentials are those of whoever plays it.
    return place.onAws() ? builder.region(Region.of(place.queues().getHost().split("\\.", -1)[1])).build()
        : builder.endpointOverride(place.queues().resolve("/")).region(Region.EU_WEST_1)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "body"))).build();
  }

  @Override
  public String number() {
    return place.number();
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public Answer call(Request request) {
    HttpRequest.Builder asked = HttpRequest.newBuilder(URI.create(place.url() + request.path())).timeout(PATIENCE)
        .method(request.method(), request.body().length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(request.body()));
    request.headers().forEach(asked::setHeader);
    if (!request.path().startsWith("/sandbox/")) {
      asked.setHeader("authorization", "Bearer " + place.token());
    } else if (request.path().startsWith("/sandbox/api/") && !place.sandboxToken().isEmpty()) {
      asked.setHeader("authorization", "Bearer " + place.sandboxToken());
    }
    try {
      HttpResponse<byte[]> answer = http.send(asked.build(), BodyHandlers.ofByteArray());
      return new Answer(answer.statusCode(), json(answer.body()));
    } catch (IOException e) {
      throw new UncheckedIOException("Nothing answers at " + place.url(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new InterruptedIOException());
    }
  }

  private static JsonObject json(byte[] body) {
    try {
      return JsonObject.parse(body);
    } catch (JsonException e) {
      return JsonObject.EMPTY;
    }
  }

  @Override
  public List<JsonObject> next() {
    List<JsonObject> told = new ArrayList<>();
    for (Message message : sqs.receiveMessage(request -> request.queueUrl(place.notifications()).maxNumberOfMessages(MOST).waitTimeSeconds(1)).messages()) {
      told.add(json(message.body().getBytes(StandardCharsets.UTF_8)));
      sqs.deleteMessage(request -> request.queueUrl(place.notifications()).receiptHandle(message.receiptHandle()));
    }
    return told;
  }

  @Override
  public void close() {
    http.close();
    sqs.close();
  }
}
