package dev.octet.graph.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.graph.link.LinkFetch.Fetched;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On a server that answers byte for byte what the test says, without TLS. */
class LinkFetchTest {
  private static final InetAddress PUBLIC = InetAddress.ofLiteral("93.184.215.14");
  private final CountDownLatch end = new CountDownLatch(1);
  private final Map<String, InetAddress[]> names = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> connections = new CopyOnWriteArrayList<>();
  private Function<String, String> script = _ -> "HTTP/1.1 404 Not Found\r\n\r\n";
  private boolean stays;
  private ServerSocket server;

  @BeforeEach
  void start() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    names.put("pictures.example", new InetAddress[] {PUBLIC});
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
      String request = head(socket.getInputStream());
      asked.add(request);
      OutputStream out = socket.getOutputStream();
      out.write(script.apply(request.split(" ")[1]).getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      if (stays) {
        end.await();
      }
    } catch (IOException | InterruptedException e) {
      // the client has gone
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.read());
    }
    return head.toString();
  }

  private LinkFetch fetch(Duration limit) {
    return new LinkFetch(limit, 10, new PublicConnections(host -> {
      if (!names.containsKey(host)) {
        throw new UnknownHostException();
      }
      return names.get(host);
    }, (address, port, host) -> {
      connections.add(address.getHostAddress() + ":" + port + " " + host);
      return new Socket(server.getInetAddress(), server.getLocalPort());
    }));
  }

  private Fetched fetch(String link) {
    return fetch(Duration.ofSeconds(20)).fetch(link);
  }

  private void answer(String answer) {
    script = _ -> answer.replace("\n", "\r\n");
  }

  private void assertContent(Fetched fetched, String content) {
    assertThat(fetched).isInstanceOfSatisfying(Fetched.Content.class,
        it -> assertThat(new String(it.bytes(), StandardCharsets.ISO_8859_1)).isEqualTo(content));
  }

  @Test
  void what_is_there_is_asked_for_once_at_the_checked_address_under_its_name() {
    answer("HTTP/1.1 200 OK\nContent-Length: 7\n\npicture");

    assertContent(fetch("https://pictures.example:8443/a%20b.jpg?signature=%2Fx&y=ü#part"), "picture");
    assertThat(connections).containsExactly("93.184.215.14:8443 pictures.example");
    assertThat(asked).hasSize(1);
    assertThat(asked.getFirst()).startsWith("GET /a%20b.jpg?signature=%2Fx&y=%C3%BC HTTP/1.1\r\nHost: pictures.example:8443\r\n").contains("Connection: close\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.1 200 OK\nContent-Length: 10\n\n0123456789and more", "HTTP/1.1 200\nTransfer-Encoding: chunked\n\n4;x=y\n0123\n6\n456789\n0\n\n",
      "HTTP/1.0 200 OK\n\n0123456789", "HTTP/1.1 100 Continue\n\nHTTP/1.1 200 OK\ncontent-length:10\n\n0123456789"})
  void an_answer_ends_where_it_says(String answer) {
    answer(answer);
    assertContent(fetch("https://pictures.example"), "0123456789");
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.1 200 OK\nContent-Length: 11\n\n", "HTTP/1.1 200 OK\n\n01234567890", "HTTP/1.1 200 OK\nContent-Length: 999999999999\n\n",
      "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n6\n012345\n5\n67890\n0\n\n", "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\nFFFFFFFF\n"})
  void what_is_too_large_is_refused_as_soon_as_that_is_known(String answer) {
    answer(answer);
    assertThat(fetch("https://pictures.example/")).isEqualTo(new Fetched.Refused("What the link leads to is too large."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello\n", "HTTP/2 200\n\n", "HTTP/1.1 200 OK\n", "HTTP/1.1 200 OK\nContent-Length: 10\n\n012345678", "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n",
      "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n-1\n", "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n4\n01", "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n1\n0123\n"})
  void what_breaks_off_may_come_another_time(String answer) {
    answer(answer);
    assertThat(fetch("https://pictures.example/")).isInstanceOf(Fetched.Unavailable.class);
  }

  @Test
  void headers_without_end_are_not_read_to_it() {
    answer("HTTP/1.1 200 OK\n" + "X: y\n".repeat(100_000));
    assertThat(fetch("https://pictures.example/")).isInstanceOf(Fetched.Unavailable.class);
  }

  @ParameterizedTest
  @CsvSource({"204, false", "302, false", "400, false", "403, false", "404, false", "410, false", "408, true", "429, true", "500, true", "503, true"})
  void a_status_says_whether_another_time_is_of_use(int status, boolean again) {
    answer("HTTP/1.1 " + status + " x\n\n");
    assertThat(fetch("https://pictures.example/")).isInstanceOf(again ? Fetched.Unavailable.class : Fetched.Refused.class);
  }

  @Test
  void a_server_that_sends_a_byte_now_and_then_has_no_more_time_than_others() {
    answer("HTTP/1.1 200 OK\nContent-Length: 10\n\n0");
    stays = true;
    assertThat(fetch(Duration.ofMillis(300)).fetch("https://pictures.example/")).isEqualTo(new Fetched.Unavailable("What the link leads to did not come in time."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "10.0.0.7", "169.254.169.254", "100.64.0.1", "::1", "fd00:ec2::254", "224.0.0.1"})
  void a_name_that_leads_to_an_address_that_is_not_public_is_not_connected_to(String address) {
    names.put("inside.example", new InetAddress[] {InetAddress.ofLiteral(address)});
    names.put("both.example", new InetAddress[] {PUBLIC, InetAddress.ofLiteral(address)});

    Fetched refused = new Fetched.Refused("The link leads to an address that is not public.");
    assertThat(fetch("https://inside.example/")).isEqualTo(refused);
    assertThat(fetch("https://both.example/")).as("which of them it is, the name's owner does not choose").isEqualTo(refused);
    assertThat(connections).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://127.0.0.1/", "https://[::1]/", "https://169.254.169.254/latest/meta-data/", "https://localhost/", "https://[::ffff:10.0.0.1]/"})
  void an_address_in_the_link_itself_is_checked_too(String link) {
    LinkFetch real = new LinkFetch(Duration.ofSeconds(20), 10, new PublicConnections(InetAddress::getAllByName, (_, _, _) -> {
      throw new AssertionError("connected");
    }));
    assertThat(real.fetch(link)).isEqualTo(new Fetched.Refused("The link leads to an address that is not public."));
  }

  @Test
  void a_redirect_is_followed_to_https_and_public_addresses_only() {
    names.put("other.example", new InetAddress[] {PUBLIC});
    names.put("inside.example", new InetAddress[] {InetAddress.ofLiteral("10.0.0.1")});
    Map<String, String> redirects = Map.of("/far", "https://other.example/here", "/near", "here", "/http", "http://pictures.example/here", "/in", "https://inside.example/here",
        "/file", "file:///etc/passwd", "/user", "https://user@pictures.example/here", "/broken", "https://a b/", "/round", "/round");
    script = path -> path.equals("/here") ? "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
        : "HTTP/1.1 302 Found\r\nLocation: " + redirects.get(path) + "\r\nContent-Length: 0\r\n\r\n";

    assertContent(fetch("https://pictures.example/far"), "ok");
    assertThat(connections).containsExactly("93.184.215.14:443 pictures.example", "93.184.215.14:443 other.example");
    assertContent(fetch("https://pictures.example/near"), "ok");
    for (String path : List.of("/http", "/in", "/file", "/user", "/broken")) {
      connections.clear();
      assertThat(fetch("https://pictures.example" + path)).as(path).isInstanceOf(Fetched.Refused.class);
      assertThat(connections).as(path).hasSize(1);
    }
    connections.clear();
    assertThat(fetch("https://pictures.example/round")).isInstanceOf(Fetched.Refused.class);
    assertThat(connections).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://pictures.example/", "https:///x", "ftp://pictures.example/", "x", "", "https://pictures.example/a b", "https://user@pictures.example/"})
  void what_is_no_https_address_is_refused(String link) {
    assertThat(fetch(link)).isInstanceOf(Fetched.Refused.class);
    assertThat(connections).isEmpty();
  }

  @Test
  void a_name_that_is_not_found_may_be_found_another_time() {
    assertThat(fetch("https://nowhere.example/")).isEqualTo(new Fetched.Unavailable("The link's server is not found."));
  }

  @Test
  void of_several_addresses_the_next_is_tried() {
    names.put("pictures.example", new InetAddress[] {InetAddress.ofLiteral("8.8.8.8"), PUBLIC});
    LinkFetch fetch = new LinkFetch(Duration.ofSeconds(20), 10, new PublicConnections(names::get, (address, _, _) -> {
      if (!address.equals(PUBLIC)) {
        throw new IOException("no way there");
      }
      return new Socket(server.getInetAddress(), server.getLocalPort());
    }));
    answer("HTTP/1.1 200 OK\n\nok");
    assertContent(fetch.fetch("https://pictures.example/"), "ok");
  }
}
