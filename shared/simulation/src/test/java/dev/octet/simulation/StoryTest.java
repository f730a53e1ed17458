package dev.octet.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.story.Circumstances;
import dev.octet.story.Ending;
import dev.octet.story.NotSeenException;
import dev.octet.story.Progress;
import dev.octet.story.Story;
import java.time.Duration;
import java.util.HashMap;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The demo's story in the simulated world. */
class StoryTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void every_step_is_seen_to_happen() {
    Engine engine = Engine.memory();
    World world = new World(engine.client(), engine.freshTable(), "400000000000001", new HashMap<>(), new SplittableRandom(1));
    Ending ending;
    try {
      ending = new Story(new SimulatedStage(world), Circumstances.calm(PATIENCE), new Progress() {
        @Override
        public void begins(String step, Kind kind) {
          System.out.println(step);
        }

        @Override
        public void seen(String step, Duration took) {
          System.out.println("   ok " + took);
        }

        @Override
        public void notSeen(String step, NotSeenException problem) {
          System.out.println("   NOT " + problem);
        }
      }).play();
    } finally {
      if (Boolean.getBoolean("octet.trace")) {
        System.out.println(world.trace);
      }
    }
    System.out.println(ending);
    assertThat(ending.rosters()).isNotEmpty();
  }
}
