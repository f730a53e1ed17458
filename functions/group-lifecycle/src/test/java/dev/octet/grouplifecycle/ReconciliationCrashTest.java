package dev.octet.grouplifecycle;

import static dev.octet.grouplifecycle.PlatformTruth.ANNA;
import static dev.octet.grouplifecycle.PlatformTruth.BEN;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process is killed after each of its side effects: whatever was put right is told, once, and nothing is left to do. */
class ReconciliationCrashTest {

  /** What is wrong, and what is told of it. */
  private enum Wrong {
    SETTINGS(List.of("group.repaired")) {
      @Override
      void in(PlatformTruth truth) {
        String id = truth.known("Kitchen");
        truth.set(id, "subject", "Bath");
        truth.set(id, "description", "Tiles");
        truth.doubt(id);
      }
    },
    ROSTER(List.of("group.repaired", "group.repaired")) { // who came at once, who went at the second look
      @Override
      void in(PlatformTruth truth) {
        String id = truth.known("Kitchen", ANNA);
        truth.people(id, BEN);
        truth.doubt(id);
      }
    },
    LINK(List.of("group.repaired")) {
      @Override
      int handedOn() {
        return 1;
      }

      @Override
      void in(PlatformTruth truth) {
        String id = truth.known("Kitchen");
        truth.links.put(id, "https://chat.whatsapp.com/new");
        truth.doubt(id);
      }
    },
    GONE(List.of("group.retired")) {
      @Override
      int handedOn() {
        return 1;
      }

      @Override
      void in(PlatformTruth truth) {
        String id = truth.known("Kitchen");
        truth.groups.remove(id);
        truth.doubt(id);
      }
    },
    UNKNOWN(List.of("group.adopted")) {
      @Override
      void in(PlatformTruth truth) {
        String id = truth.unknown("Kitchen", ANNA);
        truth.set(id, "description", "Tiles");
        truth.doubt(id);
      }
    },
    SWEPT(List.of("group.adopted", "group.repaired", "group.retired")) {
      @Override
      int handedOn() {
        return 1;
      }

      @Override
      void in(PlatformTruth truth) {
        truth.set(truth.known("Kitchen"), "subject", "Bath");
        truth.groups.remove(truth.known("Hall"));
        var _ = truth.unknown("Cellar");
        truth.sweepIsDue();
      }
    };

    private final List<String> told;

    Wrong(List<String> told) {
      this.told = told;
    }

    abstract void in(PlatformTruth truth);

    /** Of how many groups invitations end with it. */
    int handedOn() {
      return 0;
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_process_killed_after_any_side_effect_leaves_all_put_right_and_told_under_the_same_ids(Wrong wrong) {
    int last = history(wrong, Integer.MAX_VALUE);
    System.out.println("reconciliation, " + wrong + ": killed after each of " + last + " side effects");
    assertThat(last).isGreaterThan(3);
    for (int n = 1; n <= last; n++) {
      int _ = history(wrong, n);
    }
  }

  /** Returns how many side effects there were. */
  private static int history(Wrong wrong, int killAfter) {
    try (World world = new World()) {
      PlatformTruth truth = new PlatformTruth(world);
      truth.sweptJustNow();
      wrong.in(truth);
      int before = world.sideEffects;
      world.killAfter(killAfter == Integer.MAX_VALUE ? killAfter : before + killAfter);
      truth.runs(6);

      assertThat(world.wasKilled()).as("killed after %d", killAfter).isEqualTo(killAfter != Integer.MAX_VALUE);
      assertThat(world.told().stream().map(told -> told.text("type").orElseThrow()).sorted().toList()).as("killed after %d", killAfter).isEqualTo(wrong.told);
      assertThat(new TreeSet<>(world.told().stream().map(told -> told.text("id").orElseThrow()).toList())).hasSize(wrong.told.size());
      assertThat(HandedOn.groups(world)).as("killed after %d", killAfter).hasSize(wrong.handedOn());
      truth.groups.keySet().forEach(id -> {
        assertThat(truth.isNoted(id)).as("killed after %d", killAfter).isFalse();
        assertThat(truth.inTable(id).subject()).isEqualTo(truth.groups.get(id).text("subject"));
        assertThat(truth.inTable(id).active()).isTrue();
        assertThat(truth.inTable(id).inviteLink()).contains(truth.links.get(id));
        assertThat(HandedOn.groupOf(world, truth.links.get(id))).as("killed after %d", killAfter).contains(id);
        assertThat(truth.inTable(id).present().stream().map(it -> it.person().toJson()).toList()).isEqualTo(truth.groups.get(id).objects("participants"));
      });
      assertThat(truth.activeGroups()).isEqualTo(truth.groups.size());
      int effects = world.sideEffects - before;
      world.clock.advance(Duration.ofMinutes(1));
      int told = world.queues.sent.getOrDefault(World.NOTIFICATIONS, List.of()).size();
      truth.runs(2);
      assertThat(world.queues.sent.getOrDefault(World.NOTIFICATIONS, List.of())).as("all is told, and stays so").hasSize(told);
      return effects;
    }
  }
}
