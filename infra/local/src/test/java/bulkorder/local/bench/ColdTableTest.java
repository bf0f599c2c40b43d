package bulkorder.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.local.Packaging;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColdTableTest {
  private static final List<ColdStart> STARTS =
      List.of(new ColdStart(40, 100, 70), new ColdStart(60, 130, 74), new ColdStart(50, 900, 72));
  private static final ColdStarts NATIVE =
      new ColdStarts("OrderFunction", Packaging.NATIVE, STARTS, 131, 33.4);
  private static final ColdStarts JVM =
      new ColdStarts(
          "OrderFunction", Packaging.JVM, List.of(new ColdStart(1500, 800, 180)), 210, 40);
  private static final Report REPORT =
      new Report(
          "cold",
          "3 cold starts",
          List.of(),
          List.of(NATIVE, JVM),
          List.of(),
          ColdFloor.EVENTS.targets(NATIVE));

  @Test
  void both_forms_of_a_function_stand_below_each_other() {
    assertThat(REPORT.text().lines().map(line -> line.strip().replaceAll(" +", " ")))
        .containsExactly(
            "cold: 3 cold starts",
            "",
            "ms; MB start to ready first call both resident package",
            "median p99 median p99 median p99 first 1,000 zipped",
            "OrderFunction native 50 60 130 900 190 950 72 131 33",
            "OrderFunction JVM 1500 1500 800 800 2300 2300 180 210 40",
            "",
            "met OrderFunction native, ready and first call, median: 190 ms (asked: at most 350 ms)",
            "missed OrderFunction native, resident while a file of 1,000 rows runs: 131 MB (asked: at most 130 MB)",
            "met OrderFunction native, package zipped: 33 MB (asked: at most 45 MB)");
  }

  @Test
  void a_program_reads_them_by_function_and_form() {
    assertThat(REPORT.json())
        .contains(
            """
            "coldStarts":{"OrderFunction":{"native":{"readyMillis":{"median":50.0,"p99":60.0},\
            "firstCallMillis":{"median":130.0,"p99":900.0},"bothMillis":{"median":190.0,"p99":950.0},\
            "starts":3,"residentMegabytes":72.0,"peakMegabytes":131.0,"packageMegabytes":33.4},"JVM":{""");
  }
}
