package bulkorder.local.bench;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What a benchmark found.
 *
 * @param benchmark its name
 * @param setting what was measured on what, in one line
 * @param requests how each of some requests is answered
 * @param coldStarts how processes of functions begin
 */
record Report(
    String benchmark,
    String setting,
    List<ResponseTimes> requests,
    List<ColdStarts> coldStarts,
    List<Measurement> measurements,
    List<Target> targets) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ROW = "  %-52s %10s %10s  %s";

  Report {
    requests = List.copyOf(requests);
    coldStarts = List.copyOf(coldStarts);
    measurements = List.copyOf(measurements);
    targets = List.copyOf(targets);
  }

  /** For a person. */
  String text() {
    List<String> lines = new ArrayList<>();
    lines.add(benchmark + ": " + setting);
    lines.add("");
    lines.addAll(ResponseTable.lines(requests));
    lines.addAll(ColdTable.lines(coldStarts));
    if (coldStarts.isEmpty()) {
      lines.add(ROW.formatted("", "least", "median", "each"));
      measurements.forEach(measurement -> lines.add(row(measurement)));
      lines.add("");
    }
    targets.forEach(target -> lines.add(row(target)));
    return String.join(System.lineSeparator(), lines);
  }

  private static String row(Measurement it) {
    return ROW.formatted(
        it.label(),
        it.unit().text(it.min()),
        it.unit().text(it.median()),
        it.values().stream().map(it.unit()::text).collect(joining(", ")));
  }

  private static String row(Target it) {
    return "  %-7s %s: %s (asked: %s)"
        .formatted(it.met() ? "met" : "missed", it.label(), it.unit().text(it.value()), it.asked());
  }

  /** For a program, in one line. */
  String json() {
    var node = JSON.createObjectNode();
    node.put("benchmark", benchmark);
    node.put("setting", setting);
    if (!requests.isEmpty()) {
      ResponseTable.fill(node.putObject("requests"), requests);
    }
    if (!coldStarts.isEmpty()) {
      ColdTable.fill(node.putObject("coldStarts"), coldStarts);
    }
    var measured = node.putObject("measurements");
    measurements.forEach(measurement -> fill(measured.putObject(measurement.key()), measurement));
    var asked = node.putObject("targets");
    targets.forEach(target -> fill(asked.putObject(target.key()), target));
    return node.toString();
  }

  private static void fill(ObjectNode node, Measurement measurement) {
    node.put("unit", measurement.unit().name());
    node.put("min", measurement.min());
    node.put("median", measurement.median());
    var each = node.putArray("each");
    measurement.values().forEach(each::add);
  }

  private static void fill(ObjectNode node, Target target) {
    node.put("value", target.value());
    if (target.atLeast() > 0) {
      node.put("atLeast", target.atLeast());
    }
    if (Double.isFinite(target.atMost())) {
      node.put("atMost", target.atMost());
    }
    node.put("met", target.met());
  }
}
