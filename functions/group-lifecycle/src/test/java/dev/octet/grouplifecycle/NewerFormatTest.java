package dev.octet.grouplifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.aws.NewerFormatException;
import dev.octet.domain.json.JsonObject;
import dev.octet.operations.ScriptedPlatform.Answer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A deployment was taken back, and the newer version has left items behind that this one does not know. */
class NewerFormatTest {
  private final World world = new World();
  private final GroupMaker maker = new GroupMaker(world);

  @AfterEach
  void close() {
    world.close();
  }

  private void format(String pk, String sk, String format) {
    world.engines.dynamoDb().updateItem(request -> request.tableName(world.environment().text("TABLE_NAME"))
        .key(Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk))).updateExpression("SET v = :v").expressionAttributeValues(Map.of(":v", AttributeValue.fromN(format))));
  }

  @Test
  void an_event_of_such_a_group_waits_and_is_applied_by_who_knows_it() {
    GroupMaker.Made group = maker.makeKnown("Kitchen");
    format("GROUP#" + group.id(), "STATE", "2");
    world.event("group_settings_update", JsonObject.EMPTY.with("timestamp", Long.toString(group.at() + 60)).with("group_id", group.id()).with("type", "group_settings_update")
        .with("group_subject", JsonObject.EMPTY.with("text", "Bathroom").with("update_successful", true)));
    world.deliverEvents();

    assertThat(world.queues.waiting(World.EVENTS)).hasSize(1);
    assertThat(world.toldTypes()).doesNotContain("group.settings_updated");
    assertThat(World.status(world.get("/graph/v26.0/" + group.id()))).as("nor is it read").isEqualTo(500);

    format("GROUP#" + group.id(), "STATE", "1");
    world.runQueues();
    assertThat(world.queues.waiting(World.EVENTS)).isEmpty();
    assertThat(world.toldTypes()).contains("group.settings_updated");
    assertThat(World.body(world.get("/graph/v26.0/" + group.id() + "?fields=subject")).text("subject")).contains("Bathroom");
  }

  @Test
  void the_settlement_fails_for_such_a_pause_when_the_others_have_gone_on() {
    world.platform.answers(request -> request.path().endsWith("/groups") && request.path().contains("100") ? Answer.error(401, 190) : maker.lose(request));
    world.command(World.create("c-1", "Kitchen"));
    world.command(World.create("c-2", "Roof").with("phone_number_id", "101"));
    world.runQueues();
    format("PAUSE#100", "SCOPE#ALL", "2");
    world.clock.advance(World.WINDOW.plus(Duration.ofMinutes(5)));

    int sent = world.queues.waiting(World.COMMANDS).size();
    assertThatThrownBy(world::runSchedule).isInstanceOf(NewerFormatException.class);
    assertThat(world.queues.waiting(World.COMMANDS)).as("the operation of the other number goes on").hasSize(sent + 1);
  }
}
