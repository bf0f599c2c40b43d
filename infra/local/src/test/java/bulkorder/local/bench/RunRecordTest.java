package bulkorder.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.local.bench.RunRecord.ChunkEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RunRecordTest {

  @Test
  void each_tenth_of_the_rows_has_a_throughput_of_its_own() {
    List<ChunkEnd> ends = new ArrayList<>();
    for (int chunk = 1; chunk <= 20; chunk++) {
      ends.add(new ChunkEnd(50, chunk <= 10 ? 100 + chunk : 110 + 2 * (chunk - 10)));
    }

    assertThat(run(1_000, ends).tenths())
        .containsExactly(50.0, 50.0, 50.0, 50.0, 50.0, 25.0, 25.0, 25.0, 25.0, 25.0);
  }

  @Test
  void a_tenth_ends_with_a_chunk() {
    var ends = new ArrayList<ChunkEnd>();
    for (int chunk = 1; chunk <= 15; chunk++) {
      ends.add(new ChunkEnd(10, 100 + chunk));
    }

    assertThat(run(150, ends).tenths()).hasSize(10).allMatch(perSecond -> perSecond == 10.0);
  }

  @Test
  void rates_are_of_the_time_in_which_the_work_was_done() {
    var run = run(1_000, List.of(new ChunkEnd(1_000, 110)));

    assertThat(List.of(run.seconds(), run.rowsPerSecond(), run.chargesPerSecond()))
        .isEqualTo(List.of(10.0, 100.0, 125.0));
    assertThat(run.secondsToLastCharge()).isEqualTo(9.0);
  }

  private static RunRecord run(int rows, List<ChunkEnd> ends) {
    return new RunRecord(new UUID(0, 1), rows, 100, 101, 109, 110, ends);
  }
}
