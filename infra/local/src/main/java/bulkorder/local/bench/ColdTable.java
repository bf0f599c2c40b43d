package bulkorder.local.bench;

import static java.util.stream.Collectors.joining;

import bulkorder.local.Packaging;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** The cold starts of several functions below each other, each native and on the JVM. */
final class ColdTable {
  private static final int MEDIAN = 50;
  private static final int HIGH = 99;
  private static final String HEAD = "  %-32s %17s %17s %17s %17s %8s";
  private static final String ROW = "  %-25s %-6s%s";

  private ColdTable() {}

  /** For a person; nothing if there are none. */
  static List<String> lines(List<ColdStarts> all) {
    List<String> lines = new ArrayList<>();
    if (all.isEmpty()) {
      return lines;
    }
    lines.add(
        HEAD.formatted("ms; MB", "start to ready", "first call", "both", "resident", "package"));
    lines.add(
        ROW.formatted(
                "",
                "",
                cells(
                    Stream.of(
                        "median", "p99", "median", "p99", "median", "p99", "first", "1,000",
                        "zipped")))
            .stripTrailing());
    all.forEach(it -> lines.add(ROW.formatted(it.function(), name(it.packaging()), row(it))));
    lines.add("");
    return lines;
  }

  private static String row(ColdStarts starts) {
    var values =
        Stream.of(
                millis(starts.ready()),
                millis(starts.firstCall()),
                millis(starts.both()),
                DoubleStream.of(
                    starts.residentMegabytes(), starts.peakMegabytes(), starts.packageMegabytes()))
            .flatMapToDouble(it -> it);
    return cells(values.mapToObj(value -> String.format(Locale.ROOT, "%.0f", value)));
  }

  private static String cells(Stream<String> texts) {
    return texts.map(" %8s"::formatted).collect(joining());
  }

  private static DoubleStream millis(Latencies latencies) {
    return DoubleStream.of(latencies.millis(MEDIAN), latencies.millis(HIGH));
  }

  private static String name(Packaging packaging) {
    return switch (packaging) {
      case NATIVE -> "native";
      case JVM -> "JVM";
    };
  }

  /** For a program. */
  static void fill(ObjectNode node, List<ColdStarts> all) {
    for (var it : all) {
      var one = node.withObjectProperty(it.function()).putObject(name(it.packaging()));
      fill(one.putObject("readyMillis"), it.ready());
      fill(one.putObject("firstCallMillis"), it.firstCall());
      fill(one.putObject("bothMillis"), it.both());
      one.put("starts", it.starts().size());
      one.put("residentMegabytes", it.residentMegabytes());
      one.put("peakMegabytes", it.peakMegabytes());
      one.put("packageMegabytes", it.packageMegabytes());
    }
  }

  private static void fill(ObjectNode node, Latencies latencies) {
    node.put("median", latencies.millis(MEDIAN)).put("p99", latencies.millis(HIGH));
  }
}
