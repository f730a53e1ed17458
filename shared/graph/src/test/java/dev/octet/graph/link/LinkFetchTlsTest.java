package dev.octet.graph.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.graph.link.LinkFetch.Fetched;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The name that is linked to, not the address that is connected to, is what the certificate must be for. */
class LinkFetchTlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @Test
  void a_certificate_must_be_trusted_and_for_the_name(@TempDir Path directory) throws Exception {
    KeyStore keys = keys(directory, "pictures.example");
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD);
    TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(keys);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);

    try (SSLServerSocket server = (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> serve(server));

      assertThat(fetch(context.getSocketFactory(), server.getLocalPort(), "pictures.example")).isInstanceOf(Fetched.Content.class);
      Fetched refused = new Fetched.Refused("The link's server has no valid certificate for its name.");
      assertThat(fetch(context.getSocketFactory(), server.getLocalPort(), "other.example")).isEqualTo(refused);
      assertThat(fetch((SSLSocketFactory) SSLSocketFactory.getDefault(), server.getLocalPort(), "pictures.example")).as("signed by itself").isEqualTo(refused);
    }
  }

  /** The names lead to a public address; the wire is the real one, but for where that is. */
  private static Fetched fetch(SSLSocketFactory sockets, int port, String host) {
    return new LinkFetch(Duration.ofSeconds(20), 10, new PublicConnections(_ -> new InetAddress[] {InetAddress.ofLiteral("8.8.8.8")},
        (_, _, name) -> PublicConnections.tls(sockets).connect(InetAddress.getLoopbackAddress(), port, name))).fetch("https://" + host + "/");
  }

  private static void serve(SSLServerSocket server) {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        InputStream in = socket.getInputStream();
        for (int last = 0, next = in.read(); next >= 0 && !(last == '\n' && next == '\r'); next = in.read()) {
          last = next;
        }
        socket.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII));
      } catch (IOException e) {
        // that one did not want to talk
      }
    }
  }

  /** The JDK has no other way to make a certificate than its tool. */
  private static KeyStore keys(Path directory, String host) throws Exception {
    Path file = directory.resolve("keys.p12");
    Process tool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-keyalg", "EC", "-dname", "CN=" + host,
        "-ext", "SAN=dns:" + host, "-alias", "key", "-keystore", file.toString(), "-storetype", "PKCS12", "-storepass", new String(PASSWORD))
        .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    assertThat(tool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    keys.setCertificateEntry("trusted", keys.getCertificate("key"));
    return keys;
  }
}
