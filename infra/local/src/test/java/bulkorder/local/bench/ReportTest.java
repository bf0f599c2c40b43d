package bulkorder.local.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
  static final Measurement IMPORT =
      new Measurement("queued", "import", Unit.SECONDS, List.of(31.2, 29.04, 30.0));
  static final Measurement COPY =
      new Measurement("copy", "\\copy", Unit.SECONDS, List.of(12.0, 9.5, 10.0));
  static final Report REPORT =
      new Report(
          "import",
          "1,000 rows",
          List.of(),
          List.of(),
          List.of(IMPORT, COPY, new Measurement("heap", "heap", Unit.MEGABYTES, List.of(97.4))),
          List.of(
              Target.atMost("timesCopy", "times \\copy", Unit.TIMES, IMPORT.dividedBy(COPY), 3),
              Target.atMost("seconds", "seconds", Unit.SECONDS, 1.62, 1.5),
              new Target("heapTimes", "heap to heap", Unit.TIMES, 0.79, 0.8, 1.2)));

  @Test
  void a_person_reads_each_value_and_which_targets_are_met() {
    assertThat(REPORT.text().lines().map(String::stripTrailing))
        .containsExactly(
            "import: 1,000 rows",
            "",
            "                                                            least     median  each",
            "  import                                                  29.04 s    30.00 s  31.20 s, 29.04 s, 30.00 s",
            "  \\copy                                                    9.50 s    10.00 s  12.00 s, 9.50 s, 10.00 s",
            "  heap                                                      97 MB      97 MB  97 MB",
            "",
            "  met     times \\copy: 3.00 (asked: at most 3.00)",
            "  missed  seconds: 1.62 s (asked: at most 1.50 s)",
            "  missed  heap to heap: 0.79 (asked: 0.80 to 1.20)");
  }

  @Test
  void a_program_reads_the_same_in_one_line() {
    assertThat(REPORT.json())
        .isEqualTo(
            """
            {"benchmark":"import","setting":"1,000 rows","measurements":{\
            "queued":{"unit":"SECONDS","min":29.04,"median":30.0,"each":[31.2,29.04,30.0]},\
            "copy":{"unit":"SECONDS","min":9.5,"median":10.0,"each":[12.0,9.5,10.0]},\
            "heap":{"unit":"MEGABYTES","min":97.4,"median":97.4,"each":[97.4]}},"targets":{\
            "timesCopy":{"value":3.0,"atMost":3.0,"met":true},\
            "seconds":{"value":1.62,"atMost":1.5,"met":false},\
            "heapTimes":{"value":0.79,"atLeast":0.8,"atMost":1.2,"met":false}}}""");
  }

  @Test
  void a_bound_below_alone_is_told_as_one() {
    var target = Target.atLeast("perSecond", "rows", Unit.PER_SECOND, 2_450, 2_000);

    assertThat(target.met()).isTrue();
    assertThat(target.asked()).isEqualTo("at least 2,000/s");
    assertThat(new Report("pipeline", "", List.of(), List.of(), List.of(), List.of(target)).json())
        .endsWith("{\"perSecond\":{\"value\":2450.0,\"atLeast\":2000.0,\"met\":true}}}");
  }

  @Test
  void the_median_of_an_even_number_of_values_is_between_the_middle_ones() {
    assertThat(new Measurement("m", "m", Unit.SECONDS, List.of(4.0, 1.0, 2.0, 9.0)).median())
        .isEqualTo(3.0);
  }

  @Test
  void nothing_is_reported_that_was_not_measured() {
    assertThatThrownBy(() -> new Measurement("m", "the import", Unit.SECONDS, List.of()))
        .hasMessage("the import was not measured");
  }
}
