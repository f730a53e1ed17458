package dev.octet.graph.link;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Posts to an address that somebody has set: over https, to public addresses, bounded in time. Redirects are not followed, and
 * of the answer nothing but its head is read.
 */
public final class LinkPost {
  private static final String LOOPBACK = "127.0.0.1";

  private final Duration limit;
  private final boolean loopback;
  private final PublicConnections connections;

  /** What became of it; each reason is a sentence that repeats nothing of the address. */
  public sealed interface Posted {
    /** @param retryAfter as the receiver wrote it */
    record Answered(int status, Optional<String> retryAfter) implements Posted {
      public boolean taken() {
        return status >= 200 && status < 300;
      }
    }

    /** Nothing was sent, and it will be the same until somebody changes the address, or what it leads to. */
    record Refused(String reason) implements Posted {}

    /** It may have arrived, or not. Another time it may work. */
    record Unavailable(String reason) implements Posted {}
  }

  /**
   * @param limit for all of it
   * @param loopback whether {@code http://127.0.0.1} is taken as well: never where this is not the only machine
   */
  public LinkPost(Duration limit, boolean loopback) {
    this(limit, loopback, new PublicConnections());
  }

  LinkPost(Duration limit, boolean loopback, PublicConnections connections) {
    this.limit = limit;
    this.loopback = loopback;
    this.connections = connections;
  }

  /** @throws IllegalArgumentException when a header would begin another line */
  public Posted post(String address, Map<String, String> headers, byte[] body) {
    String lines = lines(headers);
    try {
      return InTime.call(limit, () -> exchange(new URI(address), lines, body));
    } catch (TimeoutException e) {
      return new Posted.Unavailable("The receiver did not answer in time.");
    } catch (ExecutionException e) {
      return failed(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Posted.Unavailable("Interrupted while the receiver was sent to.");
    }
  }

  private static String lines(Map<String, String> headers) {
    StringBuilder lines = new StringBuilder();
    headers.forEach((name, value) -> {
      if (!(name + value).chars().allMatch(character -> character >= ' ' && character <= '~')) {
        throw new IllegalArgumentException("A header is not of one line in ASCII.");
      }
      lines.append(name).append(": ").append(value).append("\r\n");
    });
    return lines.toString();
  }

  private static Posted failed(Throwable cause) {
    return switch (cause) {
      case PublicConnections.NotPublicException _ -> new Posted.Refused("The receiver's address is not public.");
      case URISyntaxException _ -> new Posted.Refused("The receiver's address is no complete https address.");
      case SSLPeerUnverifiedException _ -> new Posted.Refused("The receiver has no valid certificate for its name.");
      case SSLException e when e.getCause() instanceof CertificateException -> new Posted.Refused("The receiver has no valid certificate for its name.");
      case UnknownHostException _ -> new Posted.Unavailable("The receiver is not found.");
      case IOException _ -> new Posted.Unavailable("The receiver could not be reached, or broke off.");
      default -> throw new IllegalStateException("Posting failed unforeseen.", cause);
    };
  }

  private Posted exchange(URI to, String headers, byte[] body) throws IOException, URISyntaxException {
    try (Socket socket = open(to)) {
      byte[] head = ("POST " + PublicConnections.target(to) + " HTTP/1.1\r\nHost: " + to.getRawAuthority() + "\r\nUser-Agent: octet\r\n" + headers
          + "Content-Length: " + body.length + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
      HttpAnswer answer = answer(socket, head, body);
      return new Posted.Answered(answer.status(), answer.header("retry-after"));
    }
  }

  /** A receiver that does not want so much may say so, and close, before it has read all. */
  private static HttpAnswer answer(Socket socket, byte[] head, byte[] body) throws IOException {
    try {
      OutputStream out = socket.getOutputStream();
      out.write(head);
      out.write(body);
      out.flush();
    } catch (IOException broken) {
      try {
        return HttpAnswer.read(new BufferedInputStream(socket.getInputStream()));
      } catch (IOException e) {
        broken.addSuppressed(e);
        throw broken;
      }
    }
    return HttpAnswer.read(new BufferedInputStream(socket.getInputStream()));
  }

  private Socket open(URI to) throws IOException, URISyntaxException {
    if (loopback && "http".equalsIgnoreCase(to.getScheme()) && LOOPBACK.equals(to.getHost()) && to.getRawUserInfo() == null) {
      return PublicConnections.plain(InetAddress.ofLiteral(LOOPBACK), to.getPort() < 0 ? 80 : to.getPort());
    }
    return connections.open(to);
  }
}
