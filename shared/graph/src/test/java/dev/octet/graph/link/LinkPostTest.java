package dev.octet.graph.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.graph.link.LinkPost.Posted;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On a server that answers byte for byte what the test says, without TLS. */
class LinkPostTest {
  private static final InetAddress PUBLIC = InetAddress.ofLiteral("93.184.215.14");
  private final CountDownLatch end = new CountDownLatch(1);
  private final List<String> taken = new CopyOnWriteArrayList<>();
  private final List<String> connections = new CopyOnWriteArrayList<>();
  private String answer = "HTTP/1.1 200 OK\r\n\r\n";
  private boolean reads = true;
  private boolean stays;
  private InetAddress[] addresses = {PUBLIC};
  private ServerSocket server;

  @BeforeEach
  void start() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(() -> {
      while (!server.isClosed()) {
        try {
          Socket socket = server.accept();
          Thread.ofVirtual().start(() -> serve(socket));
        } catch (IOException e) {
          return;
        }
      }
    });
  }

  @AfterEach
  void stop() throws IOException {
    end.countDown();
    server.close();
  }

  private void serve(Socket socket) {
    try (socket) {
      if (reads) {
        taken.add(request(socket.getInputStream()));
      }
      socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      if (stays) {
        end.await();
      }
    } catch (IOException | InterruptedException e) {
      // the client has gone
    }
  }

  private static String request(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.read());
    }
    int length = Integer.parseInt(head.toString().replaceAll("(?s).*Content-Length: (\\d+).*", "$1"));
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(in.readNBytes(length));
    return head + body.toString(StandardCharsets.ISO_8859_1);
  }

  private LinkPost post(Duration limit, boolean loopback) {
    return new LinkPost(limit, loopback, new PublicConnections(host -> {
      if (!host.equals("receiver.example")) {
        return InetAddress.getAllByName(host.startsWith("unknown") ? "unknown.invalid" : host);
      }
      return addresses;
    }, (address, port, host) -> {
      connections.add(address.getHostAddress() + ":" + port + " " + host);
      return new Socket(server.getInetAddress(), server.getLocalPort());
    }));
  }

  private Posted post(String address) {
    return post(Duration.ofSeconds(20), false).post(address, Map.of("X-Signature", "sha256=1"), bytes("{\"a\":\"\u00e4\"}"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void the_bytes_arrive_as_they_are_at_the_checked_address_under_its_name() {
    assertThat(post("https://receiver.example:8443/hook?key=%2Fx&y=ü")).isEqualTo(new Posted.Answered(200, Optional.empty()));

    assertThat(connections).containsExactly("93.184.215.14:8443 receiver.example");
    assertThat(taken).containsExactly("POST /hook?key=%2Fx&y=%C3%BC HTTP/1.1\r\nHost: receiver.example:8443\r\nUser-Agent: octet\r\nX-Signature: sha256=1\r\n"
        + "Content-Length: 9\r\nConnection: close\r\n\r\n{\"a\":\"\u00e4\"}");
  }

  @ParameterizedTest
  @CsvSource({"200, true", "204, true", "301, false", "307, false", "400, false", "410, false", "500, false"})
  void a_status_of_2xx_says_that_it_is_taken_and_no_redirect_is_followed(int status, boolean isTaken) {
    answer = "HTTP/1.1 " + status + " x\r\nLocation: https://receiver.example/elsewhere\r\nRetry-After: 120\r\nContent-Length: 99999999\r\n\r\n";

    assertThat(post("https://receiver.example/")).isEqualTo(new Posted.Answered(status, Optional.of("120")))
        .isInstanceOfSatisfying(Posted.Answered.class, it -> assertThat(it.taken()).isEqualTo(isTaken));
    assertThat(taken).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "10.0.0.7", "169.254.169.254", "100.64.0.1", "::1", "fd00:ec2::254"})
  void an_address_that_is_not_public_is_not_connected_to(String address) {
    addresses = new InetAddress[] {PUBLIC, InetAddress.ofLiteral(address)};

    assertThat(post("https://receiver.example/")).isEqualTo(new Posted.Refused("The receiver's address is not public."));
    assertThat(post("https://" + (address.contains(":") ? "[" + address + "]" : address) + "/")).isInstanceOf(Posted.Refused.class);
    assertThat(connections).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://receiver.example/", "http://127.0.0.1/", "https:///x", "ftp://receiver.example/", "x", "", "https://receiver.example/a b", "https://user@receiver.example/"})
  void what_is_no_https_address_is_refused(String address) {
    assertThat(post(address)).isInstanceOf(Posted.Refused.class);
    assertThat(connections).isEmpty();
  }

  @Test
  void where_that_is_set_this_machine_is_sent_to_without_tls_and_no_other() throws UnknownHostException {
    LinkPost local = post(Duration.ofSeconds(20), true);

    assertThat(local.post("http://127.0.0.1:" + server.getLocalPort() + "/hook", Map.of(), bytes("x"))).isEqualTo(new Posted.Answered(200, Optional.empty()));
    assertThat(taken).singleElement().satisfies(request -> assertThat(request).startsWith("POST /hook ").endsWith("\r\n\r\nx"));
    for (String other : List.of("http://localhost:1/", "http://127.0.0.2:1/", "http://10.0.0.1:1/", "http://receiver.example/", "https://127.0.0.1:1/", "http://x@127.0.0.1:1/")) {
      assertThat(local.post(other, Map.of(), bytes("x"))).as(other).isInstanceOf(Posted.Refused.class);
    }
    assertThat(connections).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello\n", "HTTP/1.1 200 OK\r\n"})
  void who_breaks_off_may_have_it_and_may_take_it_another_time(String broken) {
    answer = broken;
    assertThat(post("https://receiver.example/")).isEqualTo(new Posted.Unavailable("The receiver could not be reached, or broke off."));
  }

  @Test
  void who_does_not_answer_in_time_or_is_not_found_may_another_time() {
    answer = "HTTP/1.1 200 OK\r\n";
    stays = true;
    assertThat(post(Duration.ofMillis(300), false).post("https://receiver.example/", Map.of(), bytes("x")))
        .isEqualTo(new Posted.Unavailable("The receiver did not answer in time."));
    assertThat(post("https://unknown.invalid/")).isEqualTo(new Posted.Unavailable("The receiver is not found."));
  }

  @Test
  void a_header_never_begins_another_line() {
    LinkPost post = post(Duration.ofSeconds(1), false);
    assertThatThrownBy(() -> post.post("https://receiver.example/", Map.of("X-Signature", "a\r\nX-Other: b"), bytes("x"))).isInstanceOf(IllegalArgumentException.class);
    assertThat(connections).isEmpty();
  }

  @Test
  void who_refuses_before_the_end_is_heard() {
    reads = false;
    stays = true;
    answer = "HTTP/1.1 413 Content Too Large\r\n\r\n";
    assertThat(post("https://receiver.example/")).isEqualTo(new Posted.Answered(413, Optional.empty()));
  }
}
