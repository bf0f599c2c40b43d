package bulkorder.local.chaos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a run came to.
 *
 * @param faults what was played, by kind
 */
record ChaosReport(
    String mode,
    long seed,
    int timeFactor,
    int rows,
    double seconds,
    List<Played> faults,
    List<Verdict> verdicts) {
  private static final int SENTENCES_SHOWN_MAX = 20;

  /**
   * Faults of one kind.
   *
   * @param planned how many there should have been
   */
  record Played(String kind, int planned, int played) {}

  ChaosReport {
    faults = List.copyOf(faults);
    verdicts = List.copyOf(verdicts);
  }

  boolean holds() {
    return verdicts.stream().allMatch(Verdict::holds) && playedTotal() == plannedTotal();
  }

  int playedTotal() {
    return faults.stream().mapToInt(Played::played).sum();
  }

  private int plannedTotal() {
    return faults.stream().mapToInt(Played::planned).sum();
  }

  /** For a person. */
  String text() {
    List<String> lines = new ArrayList<>();
    for (var fault : faults) {
      String missing =
          fault.played() == fault.planned() ? "" : "  of %d planned".formatted(fault.planned());
      lines.add("%-52s %5d%s".formatted(fault.kind(), fault.played(), missing));
    }
    lines.add("%-52s %5d".formatted("faults", playedTotal()));
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT,
            "%,d rows in %.1f s, %,.0f rows a second; waiting times divided by %d; seed %d",
            rows,
            seconds,
            rows / seconds,
            timeFactor,
            seed));
    lines.add("");
    verdicts.forEach(verdict -> lines.addAll(lines(verdict)));
    if (playedTotal() < plannedTotal()) {
      lines.add(
          "NOT PLAYED  %d faults did not find their moment"
              .formatted(plannedTotal() - playedTotal()));
    }
    lines.add("");
    lines.add("The same again: infra/chaos --mode %s --seed %d%s".formatted(mode, seed, options()));
    return String.join(System.lineSeparator(), lines);
  }

  private String options() {
    return mode.equals("random") ? " --rows %d --faults %d".formatted(rows, plannedTotal()) : "";
  }

  private static List<String> lines(Verdict verdict) {
    List<String> lines = new ArrayList<>();
    lines.add((verdict.holds() ? "holds     " : "VIOLATED  ") + verdict.invariant().text());
    verdict.violations().stream()
        .limit(SENTENCES_SHOWN_MAX)
        .forEach(sentence -> lines.add("            " + sentence));
    int more = verdict.violations().size() - SENTENCES_SHOWN_MAX;
    if (more > 0) {
      lines.add("            … and %d more".formatted(more));
    }
    return lines;
  }

  /** For a program. */
  String json() {
    var mapper = new ObjectMapper();
    ObjectNode json = mapper.createObjectNode();
    json.put("mode", mode)
        .put("seed", seed)
        .put("timeFactor", timeFactor)
        .put("rows", rows)
        .put("seconds", Math.round(seconds * 10) / 10.0)
        .put("rowsPerSecond", Math.round(rows / seconds * 10) / 10.0)
        .put("holds", holds())
        .put("faults", playedTotal());
    var kinds = json.putArray("kinds");
    for (var fault : faults) {
      kinds
          .addObject()
          .put("kind", fault.kind())
          .put("planned", fault.planned())
          .put("played", fault.played());
    }
    var invariants = json.putArray("invariants");
    for (var verdict : verdicts) {
      var node = invariants.addObject();
      node.put("key", verdict.invariant().key())
          .put("text", verdict.invariant().text())
          .put("holds", verdict.holds());
      var violations = node.putArray("violations");
      verdict.violations().forEach(violations::add);
    }
    try {
      return mapper.writeValueAsString(json);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
