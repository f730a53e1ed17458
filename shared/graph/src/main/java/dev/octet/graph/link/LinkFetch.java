package dev.octet.graph.link;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Fetches what a caller links to: over https, from public addresses, bounded in size and time. (The JDK's own clients resolve
 * names for themselves, so the request is written here.)
 */
public final class LinkFetch {
  private static final int MAX_REDIRECTS = 3;

  private final Duration limit;
  private final int maxBytes;
  private final PublicConnections connections;

  /** What became of it; each reason is a sentence that repeats nothing of the link. */
  public sealed interface Fetched {
    record Content(byte[] bytes) implements Fetched {
      @Override
      public String toString() {
        return "content of " + bytes.length + " bytes";
      }
    }

    /** It will be the same next time. */
    record Refused(String reason) implements Fetched {}

    /** Another time it may work. */
    record Unavailable(String reason) implements Fetched {}
  }

  /** @param limit for all of it, redirects included */
  public LinkFetch(Duration limit, int maxBytes) {
    this(limit, maxBytes, new PublicConnections());
  }

  LinkFetch(Duration limit, int maxBytes, PublicConnections connections) {
    this.limit = limit;
    this.maxBytes = maxBytes;
    this.connections = connections;
  }

  public Fetched fetch(String link) {
    try {
      return InTime.call(limit, () -> follow(link));
    } catch (TimeoutException e) {
      return new Fetched.Unavailable("What the link leads to did not come in time.");
    } catch (ExecutionException e) {
      return failed(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Fetched.Unavailable("Interrupted while the link was followed.");
    }
  }

  private static Fetched failed(Throwable cause) {
    return switch (cause) {
      case PublicConnections.NotPublicException _ -> new Fetched.Refused("The link leads to an address that is not public.");
      case HttpAnswer.TooLargeException _ -> new Fetched.Refused("What the link leads to is too large.");
      case URISyntaxException _ -> new Fetched.Refused("The link leads to something that is no complete https address.");
      case SSLPeerUnverifiedException _ -> new Fetched.Refused("The link's server has no valid certificate for its name.");
      case SSLException e when e.getCause() instanceof CertificateException -> new Fetched.Refused("The link's server has no valid certificate for its name.");
      case UnknownHostException _ -> new Fetched.Unavailable("The link's server is not found.");
      case IOException _ -> new Fetched.Unavailable("The link's server could not be reached, or broke off.");
      default -> throw new IllegalStateException("Following a link failed unforeseen.", cause);
    };
  }

  private Fetched follow(String link) throws IOException, URISyntaxException {
    URI at = new URI(link);
    for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      try (Socket socket = connections.open(at)) {
        socket.getOutputStream().write(request(at));
        HttpAnswer answer = HttpAnswer.read(new BufferedInputStream(socket.getInputStream()));
        if (!isRedirect(answer)) {
          return content(answer);
        }
        at = at.resolve(new URI(answer.header("location").orElseThrow()));
      }
    }
    return new Fetched.Refused("The link leads from one address to the next, more than three times.");
  }

  private Fetched content(HttpAnswer answer) throws IOException {
    int status = answer.status();
    if (status == 200) {
      return new Fetched.Content(answer.body(maxBytes));
    }
    String reason = "The link's server answered with status " + status + ".";
    return status >= 500 || status == 408 || status == 425 || status == 429 ? new Fetched.Unavailable(reason) : new Fetched.Refused(reason);
  }

  private static boolean isRedirect(HttpAnswer answer) {
    return switch (answer.status()) {
      case 301, 302, 303, 307, 308 -> answer.header("location").isPresent();
      default -> false;
    };
  }

  private static byte[] request(URI uri) {
    return ("GET " + PublicConnections.target(uri) + " HTTP/1.1\r\nHost: " + uri.getRawAuthority() + "\r\nUser-Agent: octet\r\nAccept: */*\r\nAccept-Encoding: identity\r\n"
        + "Connection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
  }
}
