package bulkorder.local.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessTimesTest {

  @Test
  void times_are_read_whatever_the_process_is_called() {
    var times =
        ProcessTimes.of(
            "4711 (a) b (c)) S 12 4711 4711 0 -1 4194304 100 200 0 0 150 50 300 25 20 0 1 0 999");

    assertThat(times).isEqualTo(new ProcessTimes(12, 2.0, 3.25));
  }

  @Test
  void the_machine_is_busy_when_it_is_neither_idle_nor_waiting_for_a_disk() {
    assertThat(ProcessTimes.machineSeconds("cpu  100 20 50 90000 7000 3 7 11 0 0"))
        .isEqualTo(1.8, within(1e-9));
  }

  @Test
  void a_process_that_has_ended_takes_no_time() throws Exception {
    var ended = new ProcessBuilder("true").start();
    ended.waitFor();

    assertThat(ProcessTimes.of(ended.pid())).isEqualTo(new ProcessTimes(0, 0, 0));
  }

  @Test
  void this_process_is_a_child_of_another_and_takes_part_in_what_the_machine_does()
      throws Exception {
    var own = ProcessTimes.of(ProcessHandle.current().pid());

    assertThat(own.parentId())
        .isEqualTo(ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L));
    assertThat(own.ownSeconds()).isPositive().isLessThan(ProcessTimes.machineSeconds());
  }

  @Test
  void what_was_taken_since_counts_a_part_that_came_later_from_its_beginning() {
    var before = new CpuTimes(Map.of("Postgres", 3.0), 10);
    var now = new CpuTimes(Map.of("Postgres", 5.0, "OrderFunction", 1.5), 14);

    var taken = now.since(before);

    assertThat(taken.seconds()).isEqualTo(Map.of("Postgres", 2.0, "OrderFunction", 1.5));
    assertThat(List.of(taken.total(), taken.machineSeconds())).isEqualTo(List.of(3.5, 4.0));
  }
}
