package bulkorder.ledger.batch;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.NotificationKind;
import bulkorder.ledger.RowStatus;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorkloadTest {

  private static final Set<NotificationKind> CONFIRMED = Set.of(NotificationKind.ORDER_CONFIRMED);

  @Test
  void the_slowest_stage_decides() {
    var load =
        new Workload(load(400, 400, 1, 1000), load(1000, 1000, 1, 50), load(800, 800, 1, 400));

    assertThat(load.secondsLeft(new OpenWork(400, 1000, 800))).hasValue(20);
    assertThat(load.secondsLeft(new OpenWork(0, 0, 800))).hasValue(2);
  }

  @Test
  void a_small_client_waits_for_its_turns_and_not_for_all_that_a_large_one_has() {
    var small = new Workload(NONE, load(100_100, 100, 2, 100), NONE);
    var large = new Workload(NONE, load(100_100, 100_000, 2, 100), NONE);

    assertThat(small.secondsLeft(new OpenWork(0, 100, 0))).hasValue(2);
    assertThat(large.secondsLeft(new OpenWork(0, 100_000, 0))).hasValue(1001);
  }

  @Test
  void a_batch_that_came_after_the_work_was_counted_takes_its_own_time_at_least() {
    assertThat(new Workload(NONE, load(0, 0, 0, 10), NONE).secondsLeft(new OpenWork(0, 500, 0)))
        .hasValue(50);
    assertThat(new Workload(NONE, load(3000, 0, 2, 10), NONE).secondsLeft(new OpenWork(0, 500, 0)))
        .hasValue(150);
  }

  @Test
  void what_nobody_measured_is_not_promised() {
    var unknown = new StageLoad(10, 10, 1, OptionalDouble.empty());
    var load = new Workload(unknown, load(10, 10, 1, 10), load(10, 10, 1, 10));

    assertThat(load.secondsLeft(new OpenWork(10, 10, 10))).isEmpty();
    assertThat(load.secondsLeft(new OpenWork(0, 10, 10))).hasValue(1);
    assertThat(load.secondsLeft(new OpenWork(0, 0, 0))).isEmpty();
  }

  @Test
  void a_file_that_comes_takes_at_least_its_own_time_and_at_most_that_of_all() {
    var load = new Workload(NONE, load(3000, 0, 2, 10), NONE);

    assertThat(load.secondsAlone(new OpenWork(0, 500, 0))).hasValue(50);
    assertThat(load.secondsFromNow(new OpenWork(0, 500, 0))).hasValue(150);
    assertThat(load.secondsFromNow(new OpenWork(0, 5000, 0))).hasValue(800);
  }

  @Test
  void mails_to_come_are_work_as_far_as_they_can_be_foreseen() {
    var progress =
        new BatchProgress(
            9, 0, Map.of(RowStatus.QUEUED, 4, RowStatus.ORDERED, 5), Map.of(), Map.of());

    assertThat(OpenWork.of(progress, Set.of())).isEqualTo(new OpenWork(4, 9, 0));
    assertThat(OpenWork.of(progress, CONFIRMED)).isEqualTo(new OpenWork(4, 9, 4));
    assertThat(OpenWork.of(progress, Set.of(NotificationKind.PAYMENT_RECEIVED)))
        .isEqualTo(new OpenWork(4, 9, 9));
    assertThat(OpenWork.ofRows(7, CONFIRMED)).isEqualTo(new OpenWork(7, 7, 7));
  }

  private static final StageLoad NONE = StageLoad.NONE;

  private static StageLoad load(long rows, long clientRows, long clients, double perSecond) {
    return new StageLoad(rows, clientRows, clients, OptionalDouble.of(perSecond));
  }
}
