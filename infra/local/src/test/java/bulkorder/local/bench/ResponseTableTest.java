package bulkorder.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ResponseTableTest {
  private static final Report REPORT =
      new Report(
          "api",
          "20 callers",
          List.of(
              new ResponseTimes(
                  "batch",
                  "batch",
                  LatenciesTest.millis(LongStream.of(4)),
                  LatenciesTest.millis(LongStream.of(2)),
                  new ResponseTimes.Cost(1.5, 0.5, 0.25)),
              new ResponseTimes(
                  "rows1",
                  "rows, page 1",
                  LatenciesTest.millis(LongStream.of(19, 20, 300)),
                  LatenciesTest.millis(LongStream.of(9)),
                  new ResponseTimes.Cost(10, 20, 0))),
          List.of(),
          List.of(),
          List.of());

  @Test
  void a_person_reads_the_times_of_each_request_and_which_floors_it_misses() {
    assertThat(REPORT.text().lines().limit(6))
        .containsExactly(
            "api: 20 callers",
            "",
            "  milliseconds                                   at their times            without a pause             processor time",
            "                                          p50      p95      p99      p50      p95      p99 function Postgres     rest",
            "  batch                                   4.0      4.0      4.0      2.0      2.0      2.0      1.5      0.5      0.3",
            "  rows, page 1                           20.0    300.0    300.0      9.0      9.0      9.0     10.0     20.0      0.0  missed: p50, p95, p99");
  }

  @Test
  void a_program_reads_the_same() {
    assertThat(REPORT.json())
        .contains(
            """
            "requests":{"batch":{"steady":{"p50":4.0,"p95":4.0,"p99":4.0},\
            "full":{"p50":2.0,"p95":2.0,"p99":2.0},\
            "processorMillis":{"function":1.5,"postgres":0.5,"rest":0.25},"missed":[]},"rows1":""")
        .contains("\"missed\":[\"p50\",\"p95\",\"p99\"]");
  }

  @Test
  void a_request_costs_its_part_of_what_all_took() {
    Map<String, Double> seconds = new LinkedHashMap<>();
    seconds.put("StatusFunction", 2.0);
    seconds.put("Postgres", 1.0);
    seconds.put("host", 0.5);
    assertThat(ResponseTimes.Cost.of(new CpuTimes(seconds, 9), "StatusFunction", 500))
        .isEqualTo(new ResponseTimes.Cost(4, 2, 1));
  }
}
