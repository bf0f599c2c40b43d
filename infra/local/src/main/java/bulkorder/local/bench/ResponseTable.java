package bulkorder.local.bench;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** The times of several requests below each other. */
final class ResponseTable {
  private static final String HEAD = "  %-34s %26s %26s %26s";
  private static final String ROW = "  %-34s%s  %s";

  private ResponseTable() {}

  /** For a person; nothing if there are no requests. */
  static List<String> lines(List<ResponseTimes> requests) {
    List<String> lines = new ArrayList<>();
    if (requests.isEmpty()) {
      return lines;
    }
    lines.add(
        HEAD.formatted("milliseconds", "at their times", "without a pause", "processor time")
            .stripTrailing());
    lines.add(
        ROW.formatted(
                "",
                cells(
                    Stream.of(
                        "p50", "p95", "p99", "p50", "p95", "p99", "function", "Postgres", "rest")),
                "")
            .stripTrailing());
    requests.forEach(it -> lines.add(row(it)));
    lines.add("");
    return lines;
  }

  private static String row(ResponseTimes it) {
    var values =
        DoubleStream.concat(
            DoubleStream.concat(millis(it.steady()), millis(it.full())),
            DoubleStream.of(it.cost().function(), it.cost().postgres(), it.cost().rest()));
    String missed = it.missed().stream().map(LatencyFloor::key).collect(joining(", "));
    return ROW.formatted(
            it.label(),
            cells(values.mapToObj(value -> String.format(Locale.ROOT, "%.1f", value))),
            missed.isEmpty() ? "" : "missed: " + missed)
        .stripTrailing();
  }

  private static String cells(Stream<String> texts) {
    return texts.map(" %8s"::formatted).collect(joining());
  }

  private static DoubleStream millis(Latencies latencies) {
    return Stream.of(LatencyFloor.values()).mapToDouble(floor -> floor.millis(latencies));
  }

  /** For a program. */
  static void fill(ObjectNode node, List<ResponseTimes> requests) {
    for (var it : requests) {
      var request = node.putObject(it.key());
      fill(request.putObject("steady"), it.steady());
      fill(request.putObject("full"), it.full());
      request
          .putObject("processorMillis")
          .put("function", it.cost().function())
          .put("postgres", it.cost().postgres())
          .put("rest", it.cost().rest());
      var missed = request.putArray("missed");
      it.missed().forEach(floor -> missed.add(floor.key()));
    }
  }

  private static void fill(ObjectNode node, Latencies latencies) {
    for (var floor : LatencyFloor.values()) {
      node.put(floor.key(), floor.millis(latencies));
    }
  }
}
