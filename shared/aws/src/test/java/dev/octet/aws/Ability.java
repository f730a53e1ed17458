package dev.octet.aws;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * What not every emulator can, found out by trying it: a test that needs it is skipped there, and says why. Of the embedded engines,
 * and of AWS, it is taken for granted.
 */
public enum Ability {
  /** SQS knows a deduplication id for five minutes, whatever became of its message. */
  KNOWS_IDS_OF_WHAT_IS_GONE("forgets the deduplication id of a message when that is deleted", Ability::knowsIdsOfWhatIsGone),
  KEEPS_THE_ORDER_OF_WHAT_COMES_BACK("gives out messages of one group that come back together in another order", Ability::keepsTheOrderOfWhatComesBack),
  NUMBERS_IN_ORDER("has sequence numbers that do not grow", Ability::numbersInOrder),
  /** As in a text that was cut after so many characters. */
  KEEPS_HALF_CHARACTERS("keeps no text in a table that ends with half a character", Ability::keepsHalfCharacters);

  private final String lack;
  private final Predicate<Engines> isThere;

  Ability(String lack, Predicate<Engines> isThere) {
    this.lack = lack;
    this.isThere = isThere;
  }

  /** Skips a test on the {@link Engines#shared shared engines}, where they are an emulator's and it is missing. */
  public void assume() {
    if (EmulatorAtHand.isForAll()) {
      assume(Engines.shared());
    }
  }

  /** Skips the test where it is missing. */
  public void assume(Engines emulator) {
    assumeTrue(isThere.test(emulator), () -> "this emulator " + lack);
  }

  private static boolean knowsIdsOfWhatIsGone(Engines engines) {
    SqsClient sqs = engines.sqs();
    String queue = queue(sqs);
    send(sqs, queue, "1");
    String receipt = receive(sqs, queue).getFirst().receiptHandle();
    sqs.deleteMessage(request -> request.queueUrl(queue).receiptHandle(receipt));
    send(sqs, queue, "1");
    return receive(sqs, queue).isEmpty();
  }

  private static boolean keepsTheOrderOfWhatComesBack(Engines engines) {
    SqsClient sqs = engines.sqs();
    String queue = queue(sqs);
    send(sqs, queue, "1");
    send(sqs, queue, "2");
    for (Message message : receive(sqs, queue)) {
      sqs.changeMessageVisibility(request -> request.queueUrl(queue).receiptHandle(message.receiptHandle()).visibilityTimeout(1));
    }
    List<Message> again = new ArrayList<>();
    Awaitility.await().pollInterval(Duration.ofMillis(50)).until(() -> again.addAll(receive(sqs, queue)));
    return again.getFirst().body().equals("1");
  }

  private static boolean numbersInOrder(Engines engines) {
    SqsClient sqs = engines.sqs();
    String queue = queue(sqs);
    for (int i = 0; i < 10; i++) {
      send(sqs, queue, Integer.toString(i));
    }
    List<String> numbers = receive(sqs, queue).stream().map(message -> message.attributes().get(MessageSystemAttributeName.SEQUENCE_NUMBER)).toList();
    return numbers.stream().sorted().toList().equals(numbers);
  }

  private static boolean keepsHalfCharacters(Engines engines) {
    String table = engines.freshTable("GroupsTable");
    AttributeValue half = AttributeValue.fromS("half \uD83D");
    try {
      engines.dynamoDb().putItem(request -> request.tableName(table).item(Map.of("pk", AttributeValue.fromS("a"), "sk", AttributeValue.fromS("b"), "text", half)));
      return true;
    } catch (DynamoDbException e) {
      return false;
    }
  }

  private static String queue(SqsClient sqs) {
    return sqs.createQueue(request -> request.queueName("ability-" + UUID.randomUUID() + ".fifo")
        .attributes(Map.of(QueueAttributeName.FIFO_QUEUE, "true", QueueAttributeName.VISIBILITY_TIMEOUT, "180"))).queueUrl();
  }

  private static void send(SqsClient sqs, String queue, String what) {
    sqs.sendMessage(request -> request.queueUrl(queue).messageBody(what).messageGroupId("a").messageDeduplicationId(what));
  }

  private static List<Message> receive(SqsClient sqs, String queue) {
    return sqs.receiveMessage(request -> request.queueUrl(queue).maxNumberOfMessages(10).waitTimeSeconds(0)
        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)).messages();
  }
}
