package dev.octet.grouplifecycle.doctor;

import dev.octet.aws.Environment;
import dev.octet.aws.http.HttpRequest;
import dev.octet.graph.GraphClient;
import dev.octet.graph.webhook.Signature;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The webhook address of this stack, asked as the platform asks it. No other address is ever asked: it comes from the template's
 * parameter, or is the HTTP API's own name, which is the only one under which a request that says so can have come in.
 */
final class OwnAddress {
  private static final String PATH = "/webhooks/whatsapp";
  private static final Duration TIMEOUT = Duration.ofSeconds(4);
  private static final int LONGEST = 4096;
  private static final int UNAUTHORIZED = 401;
  /** So long it is not asked again whether it refuses what is not signed: the refusals are counted, and many are an alarm. */
  private static final Duration TRUSTED = Duration.ofMinutes(5);
  /** Without the parameter, the template has a name that leads nowhere. */
  private static final String NOT_SET = ".invalid";

  private final Optional<String> publicUrl;
  private final Pattern api;
  private final HttpClient http;
  private final Clock clock;
  private volatile Instant refusedUntil = Instant.MIN;

  OwnAddress(Environment environment, HttpClient http, Clock clock) {
    this.publicUrl = environment.optional("PUBLIC_URL").filter(url -> !url.endsWith(NOT_SET));
    this.api = Pattern.compile("[a-z0-9]{1,63}\\." + Pattern.quote(environment.optional("API_DOMAIN").orElse("-")));
    this.http = http;
    this.clock = clock;
  }

  Optional<URI> of(HttpRequest request) {
    return publicUrl.or(() -> request.header("host").filter(host -> api.matcher(host).matches()).map(host -> "https://" + host)).map(url -> URI.create(url + PATH));
  }

  /** What came of it. */
  sealed interface Tried {
    record Nowhere() implements Tried {}

    record NoToken() implements Tried {}

    record Silent(URI address) implements Tried {}

    /**
     * @param challenged whether the challenge came back
     * @param unsigned the status of a delivery that nobody signed
     */
    record Answered(URI address, boolean challenged, int unsigned) implements Tried {}
  }

  Tried attempt(Optional<URI> address, List<String> verifyTokens) {
    if (address.isEmpty()) {
      return new Tried.Nowhere();
    }
    if (verifyTokens.stream().allMatch(String::isBlank)) {
      return new Tried.NoToken();
    }
    try {
      return new Tried.Answered(address.get(), isChallenged(address.get(), verifyTokens.getFirst()), unsigned(address.get()));
    } catch (IOException e) {
      return new Tried.Silent(address.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Tried.Silent(address.get());
    }
  }

  private boolean isChallenged(URI address, String verifyToken) throws IOException, InterruptedException {
    String challenge = Long.toString(Math.abs(UUID.randomUUID().getMostSignificantBits() % 1_000_000_000L));
    URI question = URI.create(address + "?hub.mode=subscribe&hub.challenge=" + challenge + "&hub.verify_token=" + GraphClient.encode(verifyToken));
    HttpResponse<byte[]> answer = send(java.net.http.HttpRequest.newBuilder(question).GET());
    return answer.statusCode() == 200 && new String(answer.body(), StandardCharsets.UTF_8).equals(challenge);
  }

  /** With a signature by a secret that nobody has. It tells of nothing, should it be taken. */
  private int unsigned(URI address) throws IOException, InterruptedException {
    if (clock.instant().isBefore(refusedUntil)) {
      return UNAUTHORIZED;
    }
    byte[] body = "{\"object\":\"whatsapp_business_account\",\"entry\":[]}".getBytes(StandardCharsets.US_ASCII);
    int status = send(java.net.http.HttpRequest.newBuilder(address).header("Content-Type", "application/json")
        .header("X-Hub-Signature-256", Signature.sign(body, UUID.randomUUID().toString())).POST(java.net.http.HttpRequest.BodyPublishers.ofByteArray(body))).statusCode();
    refusedUntil = status == UNAUTHORIZED ? clock.instant().plus(TRUSTED) : refusedUntil;
    return status;
  }

  private HttpResponse<byte[]> send(java.net.http.HttpRequest.Builder request) throws IOException, InterruptedException {
    return http.send(request.timeout(TIMEOUT).header("User-Agent", "octet-doctor").build(),
        HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), LONGEST));
  }
}
