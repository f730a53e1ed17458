package dev.octet.aws.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.Log;
import dev.octet.aws.NewerFormatException;
import dev.octet.aws.QueueTrigger;
import dev.octet.domain.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

class QueueHandlerTest {
  private final List<String> handled = new ArrayList<>();
  private final List<Integer> delays = new ArrayList<>();
  private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
  private boolean throttled;

  @Test
  void what_fails_holds_back_its_message_group_and_nothing_else() {
    assertThat(failed("a1", "a2!", "a3", "b1")).containsExactly("a2!", "a3");
    assertThat(handled).containsExactly("a1", "a2!", "b1");
    assertThat(delays).containsExactly(1, 1);
  }

  @Test
  void what_was_done_stays_done_when_the_others_cannot_be_put_off() {
    throttled = true;

    assertThat(failed("a1", "a2!", "b1")).containsExactly("a2!");
    assertThat(delays).isEmpty();
  }

  /** {@code ax+} and what begins like it, up to the mark, are one thing. */
  @Test
  void what_is_one_thing_shares_what_becomes_of_it() {
    assertThat(failed("ax+1", "ax+2", "ay", "bx+1")).isEmpty();
    assertThat(handled).containsExactly("ax+1", "ay", "bx+1");

    assertThat(failed("ax+1!", "ax+2", "bx+2")).containsExactly("ax+1!", "ax+2");
  }

  @Test
  void what_meets_an_item_of_a_newer_version_comes_again_and_the_log_says_why() {
    assertThat(failed("a1", "a2?", "b1")).containsExactly("a2?");
    assertThat(delays).containsExactly(1);
    assertThat(logged.toString(StandardCharsets.UTF_8)).contains("newer_format", "newer format than 1").doesNotContain("message_failed");
  }

  private List<String> failed(String... messages) {
    SqsClient sqs = new SqsClient() {
      @Override
      public ChangeMessageVisibilityBatchResponse changeMessageVisibilityBatch(Consumer<ChangeMessageVisibilityBatchRequest.Builder> request) {
        if (throttled) {
          throw SqsException.builder().statusCode(503).message("slow down").build();
        }
        ChangeMessageVisibilityBatchRequest.builder().applyMutation(request).build().entries().forEach(entry -> delays.add(entry.visibilityTimeout()));
        return ChangeMessageVisibilityBatchResponse.builder().build();
      }

      @Override
      public String serviceName() {
        return "sqs";
      }

      @Override
      public void close() {}
    };
    QueueHandler handler = new QueueHandler(new Queue(sqs, "q"), Log.of("test", new PrintStream(logged, true, StandardCharsets.UTF_8))) {
      @Override
      protected Handled handle(QueueMessage message) {
        handled.add(message.body());
        if (message.body().endsWith("?")) {
          throw new NewerFormatException(1);
        }
        if (message.body().endsWith("!")) {
          throw new IllegalStateException("no");
        }
        return Handled.done();
      }

      @Override
      protected List<QueueMessage> parts(QueueMessage message, List<QueueMessage> behind) {
        int mark = message.body().indexOf('+');
        return behind.stream().filter(it -> mark > 0 && it.body().startsWith(message.body().substring(0, mark + 1))).toList();
      }
    };
    List<JsonObject> records = Stream.of(messages).map(body -> JsonObject.EMPTY.with("messageId", body).with("receiptHandle", body).with("body", body)
        .with("attributes", JsonObject.of(Map.of("MessageGroupId", body.substring(0, 1), "ApproximateReceiveCount", "1")))).toList();
    return QueueTrigger.invoke(handler, JsonObject.EMPTY.with("Records", records)).objects("batchItemFailures").stream()
        .map(item -> item.text("itemIdentifier").orElseThrow()).toList();
  }
}
