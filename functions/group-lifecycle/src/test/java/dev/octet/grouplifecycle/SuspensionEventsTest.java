package dev.octet.grouplifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.group.Group;
import dev.octet.domain.json.JsonObject;
import dev.octet.grouplifecycle.GroupMaker.Made;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whether a group is suspended, by the platform's clock. */
class SuspensionEventsTest {
  private static final long T = 1_795_521_600L;
  private final World world = new World();

  @BeforeEach
  void thereIsAGroup() {
    new GroupMaker(world).sendWebhook(new Made("G1", "ABCD", "Kitchen", T));
    world.runQueues();
    world.queues.sent.clear();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void a_group_is_suspended_until_it_is_cleared() {
    status("group_suspend", T + 10);
    assertThat(suspended()).contains(true);

    status("group_suspend_cleared", T + 20);
    assertThat(suspended()).contains(false);
    assertThat(world.toldTypes()).containsExactly("group.suspended", "group.suspension_cleared");
    assertThat(world.told()).extracting(told -> World.data(told).whole("sequence").orElse(0)).containsExactly(2L, 3L);
  }

  @Test
  void a_late_suspension_undoes_no_clearing_and_is_told_as_superseded() {
    status("group_suspend_cleared", T + 20);
    status("group_suspend", T + 10);

    assertThat(suspended()).contains(false);
    assertThat(world.toldTypes()).containsExactly("group.suspension_cleared", "group.suspended");
    assertThat(World.data(world.told().getFirst()).bool("superseded")).isEmpty();
    assertThat(World.data(world.told().getLast()).bool("superseded")).contains(true);
  }

  @Test
  void of_two_in_one_second_the_one_that_arrives_later_wins_and_the_group_is_doubtful() {
    status("group_suspend", T + 10);
    status("group_suspend", T + 10);
    assertThat(group().doubtful()).isFalse();

    status("group_suspend_cleared", T + 10);
    assertThat(suspended()).contains(false);
    assertThat(group().doubtful()).isTrue();
  }

  private void status(String type, long at) {
    world.event("group_status_update", JsonObject.EMPTY.with("timestamp", at).with("group_id", "G1").with("type", type));
    world.runQueues();
  }

  private Group group() {
    return world.groups().get("G1").orElseThrow().group();
  }

  private Optional<Boolean> suspended() {
    return World.body(world.get("/graph/v26.0/G1?fields=suspended")).bool("suspended");
  }
}
