package dev.octet.simulation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** The JDK's client without a network: who calls is answered in its own thread, by whoever carries the calls. */
final class Carried extends HttpClient {
  private final Carrier carrier;

  /** @param carrier does what the network and the other end do */
  Carried(Carrier carrier) {
    this.carrier = carrier;
  }

  interface Carrier {
    /** @throws IOException when the caller is to see a broken connection */
    Answer carry(HttpRequest request, byte[] body) throws IOException;
  }

  /** What the caller sees. */
  sealed interface Answer {
    record Given(int status, byte[] body) implements Answer {}

    /** Nothing, for as long as it waits. */
    record None() implements Answer {}
  }

  @Override
  public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) throws IOException {
    return switch (carrier.carry(request, body(request))) {
      case Answer.Given given -> response(request, given, handler);
      case Answer.None _ -> throw new java.net.http.HttpTimeoutException("no answer");
    };
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return switch (carrier.carry(request, body(request))) {
        case Answer.Given given -> CompletableFuture.completedFuture(response(request, given, handler));
        case Answer.None _ -> new Unanswered<>();
      };
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, HttpResponse.BodyHandler<T> handler, HttpResponse.@Nullable PushPromiseHandler<T> pushes) {
    return sendAsync(request, handler);
  }

  /** Whoever waits for it has waited long enough: the clock has gone on meanwhile. */
  private static final class Unanswered<T> extends CompletableFuture<T> {
    @Override
    public T get(long timeout, TimeUnit unit) throws TimeoutException {
      throw new TimeoutException();
    }
  }

  private static byte[] body(HttpRequest request) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    request.bodyPublisher().ifPresent(publisher -> publisher.subscribe(new Flow.Subscriber<>() {
      @Override
      public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
      }

      @Override
      public void onNext(ByteBuffer part) {
        byte[] some = new byte[part.remaining()];
        part.get(some);
        bytes.writeBytes(some);
      }

      @Override
      public void onError(Throwable error) {
        throw new AssertionError(error);
      }

      @Override
      public void onComplete() {}
    }));
    return bytes.toByteArray();
  }

  private static <T> HttpResponse<T> response(HttpRequest request, Answer.Given given, HttpResponse.BodyHandler<T> handler) {
    HttpHeaders headers = HttpHeaders.of(Map.of(), (_, _) -> true);
    HttpResponse.BodySubscriber<T> subscriber = handler.apply(new HttpResponse.ResponseInfo() {
      @Override
      public int statusCode() {
        return given.status();
      }

      @Override
      public HttpHeaders headers() {
        return headers;
      }

      @Override
      public Version version() {
        return Version.HTTP_1_1;
      }
    });
    subscriber.onSubscribe(new Flow.Subscription() {
      @Override
      public void request(long parts) {}

      @Override
      public void cancel() {}
    });
    subscriber.onNext(List.of(ByteBuffer.wrap(given.body())));
    subscriber.onComplete();
    return new Response<>(request, given.status(), headers, subscriber.getBody().toCompletableFuture().join());
  }

  private record Response<T>(HttpRequest request, int statusCode, HttpHeaders headers, T body) implements HttpResponse<T> {
    @Override
    public Optional<HttpResponse<T>> previousResponse() {
      return Optional.empty();
    }

    @Override
    public Optional<SSLSession> sslSession() {
      return Optional.empty();
    }

    @Override
    public URI uri() {
      return request.uri();
    }

    @Override
    public Version version() {
      return Version.HTTP_1_1;
    }
  }

  @Override
  public Optional<CookieHandler> cookieHandler() {
    return Optional.empty();
  }

  @Override
  public Optional<Duration> connectTimeout() {
    return Optional.empty();
  }

  @Override
  public Redirect followRedirects() {
    return Redirect.NEVER;
  }

  @Override
  public Optional<ProxySelector> proxy() {
    return Optional.empty();
  }

  @Override
  public SSLContext sslContext() {
    throw new UnsupportedOperationException("There is no network.");
  }

  @Override
  public SSLParameters sslParameters() {
    throw new UnsupportedOperationException("There is no network.");
  }

  @Override
  public Optional<Authenticator> authenticator() {
    return Optional.empty();
  }

  @Override
  public Version version() {
    return Version.HTTP_1_1;
  }

  @Override
  public Optional<Executor> executor() {
    return Optional.empty();
  }
}
