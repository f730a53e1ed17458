package dev.octet.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.queue.QueueHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

class AwsClientsTest {
  private static final String ANSWER = "{\"QueueUrls\":[\"https://sqs/q.fifo\"]}";

  @Test
  @Timeout(25)
  void a_service_that_takes_a_request_and_says_nothing_is_asked_again_while_the_function_lives() throws Exception {
    List<Socket> connections = new CopyOnWriteArrayList<>();
    try (ServerSocket service = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        SqsClient client = AwsClients.client(SqsClient.builder().region(Region.EU_WEST_1).endpointOverride(URI.create("http://127.0.0.1:" + service.getLocalPort()))
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"))))) {
      Thread _ = Thread.startVirtualThread(() -> serve(service, connections));

      assertThat(client.listQueues().queueUrls()).containsExactly("https://sqs/q.fifo");
      assertThat(connections).hasSize(2);
      assertThat(client.serviceClientConfiguration().overrideConfiguration().apiCallTimeout()).hasValueSatisfying(call ->
          assertThat(call).as("what was done in a batch is reported before the function ends").isLessThan(QueueHandler.RESERVE));
    } finally {
      for (Socket connection : new ArrayList<>(connections)) {
        connection.close();
      }
    }
  }

  /** The first is never answered. */
  private static void serve(ServerSocket service, List<Socket> connections) {
    try {
      while (true) {
        Socket connection = service.accept();
        connections.add(connection);
        if (connections.size() > 1) {
          connection.getOutputStream().write(("HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.0\r\nConnection: close\r\nContent-Length: " + ANSWER.length()
              + "\r\n\r\n" + ANSWER).getBytes(StandardCharsets.US_ASCII));
          connection.shutdownOutput();
        }
      }
    } catch (IOException e) {
      // closed: the test is over
    }
  }
}
