package bulkorder.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.local.Interference.World;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CrashSweepTest {
  private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

  private final CrashSweep sweep = new CrashSweep(1);
  private final WatchedProcess process;

  CrashSweepTest() throws IOException {
    process =
        WatchedProcess.about(
            "OrderFunction",
            new World(1, NOWHERE, NOWHERE, NOWHERE, () -> {}),
            new Weather(),
            Director.NONE,
            _ -> {});
  }

  @AfterEach
  void close() {
    process.close();
  }

  @Test
  void what_was_learned_is_killed_once_and_what_was_not_is_let_through() {
    sweep.at(commit(Phase.BEFORE, 1, work("a", 1)));
    sweep.at(commit(Phase.AFTER, 1, work("a", 1)));
    sweep.begin();

    assertThat(sweep.at(commit(Phase.BEFORE, 2, work("b", 1)))).isEqualTo(Action.GO_ON);
    assertThat(sweep.at(commit(Phase.BEFORE, 1, work("b", 1)))).isEqualTo(Action.CUT);
    assertThat(sweep.at(commit(Phase.BEFORE, 1, work("c", 1)))).isEqualTo(Action.GO_ON);
    assertThat(sweep.at(commit(Phase.AFTER, 1, work("c", 1)))).isEqualTo(Action.CUT);

    assertThat(sweep.pending()).isEmpty();
    assertThat(sweep.hits()).isEqualTo(sweep.learned()).hasSize(2);
  }

  @Test
  void what_only_one_of_the_rounds_showed_is_not_waited_for() {
    var careful = new CrashSweep(2);
    careful.at(commit(Phase.BEFORE, 1, work("a", 1)));
    careful.at(commit(Phase.BEFORE, 2, work("a", 1)));
    careful.nextRound();
    careful.at(commit(Phase.BEFORE, 1, work("b", 1)));
    careful.begin();

    assertThat(careful.pending()).extracting(CrashPoint::ordinal).containsExactly(1);
  }

  @Test
  void a_message_is_killed_once_only() {
    sweep.at(commit(Phase.BEFORE, 1, work("a", 1)));
    sweep.at(commit(Phase.AFTER, 1, work("a", 1)));
    sweep.begin();

    assertThat(sweep.at(commit(Phase.BEFORE, 1, work("b", 1)))).isEqualTo(Action.CUT);
    assertThat(sweep.at(commit(Phase.AFTER, 1, work("b", 2)))).isEqualTo(Action.GO_ON);
    assertThat(sweep.pending()).hasSize(1);
  }

  @Test
  void a_message_that_has_come_often_is_let_through() {
    sweep.at(commit(Phase.BEFORE, 1, work("a", 1)));
    sweep.begin();

    assertThat(sweep.at(commit(Phase.BEFORE, 1, work("b", 3)))).isEqualTo(Action.GO_ON);
  }

  @Test
  void what_a_schedule_makes_is_learned_only_while_nothing_is_under_way() {
    sweep.at(commit(Phase.BEFORE, 2, Work.of("{}")));
    sweep.idle();
    sweep.at(commit(Phase.BEFORE, 1, Work.of("{}")));

    assertThat(sweep.learned()).extracting(CrashPoint::ordinal).containsExactly(1);
  }

  @Test
  void the_slow_side_is_held_back_until_the_other_is_done() {
    sweep.slowDown(Site.COMMIT, Duration.ofSeconds(1));

    assertThat(sweep.at(commit(Phase.BEFORE, 1, work("a", 1))))
        .isEqualTo(new Action.HoldBack(Duration.ofSeconds(1)));
    assertThat(sweep.at(commit(Phase.AFTER, 1, work("a", 1)))).isEqualTo(Action.GO_ON);
  }

  private Passage commit(Phase phase, int ordinal, Work work) {
    return new Passage(Site.COMMIT, phase, process, work, ordinal);
  }

  private static Work work(String messageId, int receives) {
    return Work.of(
        """
        {"Records": [{"messageId": "%s", "attributes": {"ApproximateReceiveCount": "%d"}}]}
        """
            .formatted(messageId, receives));
  }
}
