package bulkorder.local.chaos;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.local.TimeFactor;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The functions' real artifacts, killed right before and right after each of their writes. */
class EveryWriteIT {
  private static final TimeFactor TIME_FACTOR = new TimeFactor(12);
  private static final int SEED = 1;

  @Test
  void at_whatever_write_a_function_dies_nothing_is_lost_and_nothing_happens_twice(
      @TempDir Path directory) throws Exception {
    var root = Path.of(System.getProperty("bulkorder.root"));

    var report =
        new ChaosRun(root, directory, TIME_FACTOR, SEED, new Voice(System.err)).everyWrite();

    assertThat(report.faults())
        .allSatisfy(kind -> assertThat(kind.played()).as(kind.kind()).isEqualTo(kind.planned()));
    assertThat(report.faults().stream().map(ChaosReport.Played::kind).collect(toSet()))
        .contains(
            "ImportFunction killed before a commit",
            "ImportFunction killed after a commit",
            "ImportFunction killed before a send",
            "ImportFunction killed after a send",
            "OrderFunction killed before a commit",
            "OrderFunction killed after a commit",
            "OrderFunction killed before a send",
            "OrderFunction killed after a send",
            "PaymentFunction killed before a commit",
            "PaymentFunction killed after a commit",
            "PaymentFunction killed before a charge",
            "PaymentFunction killed after a charge",
            "NotifyFunction killed before a commit",
            "NotifyFunction killed after a commit",
            "NotifyFunction killed before a mail",
            "NotifyFunction killed after a mail",
            "ReportsFunction killed before a commit",
            "ReportsFunction killed after a commit",
            "StuckWorkFunction killed before a commit",
            "StuckWorkFunction killed after a commit");
    assertThat(report.verdicts()).hasSameSizeAs(Invariants.ALL);
    assertThat(report.verdicts()).flatExtracting(Verdict::violations).isEmpty();
  }
}
