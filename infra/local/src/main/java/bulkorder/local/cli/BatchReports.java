package bulkorder.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The reports of a batch as the HTTP API tells of them.
 *
 * @param uri of the list, below which each has a link that leads on to it
 */
record BatchReports(JsonNode json, URI uri) {
  static final BatchReports NONE =
      new BatchReports(new ObjectMapper().createObjectNode(), URI.create(""));

  /** Whether the run has ended and all its reports are written. */
  boolean complete() {
    return json.path("complete").asBoolean();
  }

  /** For a person, a line each. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (var report : json.path("items")) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  %-12s %,d rows: %s",
              kind(report) + ",",
              report.path("rows").asLong(),
              link(report)));
    }
    return lines;
  }

  /** For a program, a field each. */
  void fill(ObjectNode node) {
    json.path("items").forEach(report -> node.put(kind(report), link(report)));
  }

  private static String kind(JsonNode report) {
    return report.path("kind").asText();
  }

  private String link(JsonNode report) {
    return uri + "/" + kind(report);
  }
}
