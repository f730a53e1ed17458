package dev.octet.graph.link;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Connections over TLS to public addresses alone. Names are resolved once, all addresses are checked, and the connection goes to
 * one that was: a name that changes in between leads nowhere else.
 */
final class PublicConnections {
  private static final int HTTPS = 443;
  private static final int CONNECT_MILLIS = 3000;

  private final Names names;
  private final Wire wire;

  interface Names {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  interface Wire {
    /** @param host what the certificate must be for */
    Socket connect(InetAddress address, int port, String host) throws IOException;
  }

  static final class NotPublicException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  PublicConnections() {
    this(InetAddress::getAllByName, tls((SSLSocketFactory) SSLSocketFactory.getDefault()));
  }

  PublicConnections(Names names, Wire wire) {
    this.names = names;
    this.wire = wire;
  }

  /**
   * Of a name with several addresses all must be public: which one is used is not for the name's owner to play with.
   *
   * @throws NotPublicException when one is not; nothing was connected to
   * @throws URISyntaxException when it is no complete https address, or names a user
   */
  Socket open(URI to) throws IOException, URISyntaxException {
    if (!"https".equalsIgnoreCase(to.getScheme()) || to.getHost() == null || to.getRawUserInfo() != null) {
      throw new URISyntaxException("", "no https");
    }
    return open(to.getHost(), to.getPort() < 0 ? HTTPS : to.getPort());
  }

  /** What stands in a request's first line. */
  static String target(URI of) {
    String path = of.getRawPath().isEmpty() ? "/" : of.getRawPath();
    return URI.create(of.getRawQuery() == null ? path : path + "?" + of.getRawQuery()).toASCIIString();
  }

  private Socket open(String host, int port) throws IOException {
    List<InetAddress> addresses = List.of(names.resolve(host));
    if (!addresses.stream().allMatch(PublicAddress::is)) {
      throw new NotPublicException();
    }
    IOException last = new UnknownHostException();
    for (InetAddress address : addresses) {
      try {
        return wire.connect(address, port, host);
      } catch (SSLException e) {
        throw e;
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }

  /** Without TLS, to where only this machine is. */
  static Socket plain(InetAddress address, int port) throws IOException {
    Socket plain = new Socket();
    try {
      plain.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
      return plain;
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }

  static Wire tls(SSLSocketFactory sockets) {
    return (address, port, host) -> {
      Socket plain = plain(address, port);
      try {
        return secured(sockets, plain, host, port);
      } catch (IOException e) {
        plain.close();
        throw e;
      }
    };
  }

  /** The socket asks the server for the name, and takes a certificate for it only. */
  private static Socket secured(SSLSocketFactory sockets, Socket plain, String host, int port) throws IOException {
    SSLSocket secured = (SSLSocket) sockets.createSocket(plain, host, port, true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return secured;
  }
}
