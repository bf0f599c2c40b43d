package bulkorder.local.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A client as a person reads it. */
final class ClientText {

  private ClientText() {}

  static List<String> of(JsonNode client) {
    List<String> lines = new ArrayList<>();
    lines.add("%s  %s".formatted(client.path("clientId").asText(), client.path("status").asText()));
    lines.add(line("name", client.path("name").asText()));
    lines.add(line("language", client.path("language").asText()));
    lines.add(line("rows a file", client.path("rowsMax").asText()));
    lines.add(line("requests a second", client.path("requestsPerSecond").asText()));
    lines.add(kept(client, "files kept", "filesKeptDays"));
    lines.add(kept(client, "reports kept", "reportsKeptDays"));
    lines.add(kept(client, "rows kept", "rowsKeptDays"));
    client
        .path("paymentLimits")
        .forEachEntry(
            (currency, limits) ->
                lines.add(
                    line(
                        "a payment",
                        "%s to %s %s"
                            .formatted(
                                limits.path("min").asText(),
                                limits.path("max").asText(),
                                currency))));
    lines.add(line("created", client.path("createdAt").asText()));
    lines.add(line("changed", client.path("updatedAt").asText()));
    return lines;
  }

  /** One line of a list. */
  static String line(JsonNode client) {
    return "%-30s  %-8s  %s"
        .formatted(
            client.path("clientId").asText(),
            client.path("status").asText(),
            client.path("name").asText());
  }

  private static String kept(JsonNode client, String what, String field) {
    return line(what, client.path(field).asText() + " days");
  }

  private static String line(String what, String value) {
    return "  %-18s %s".formatted(what, value);
  }
}
