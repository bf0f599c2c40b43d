package bulkorder.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** Tells a person what would run. */
final class DryRunSummary {
  private DryRunSummary() {}

  static List<String> of(JsonNode answer) {
    List<String> lines = new ArrayList<>();
    var toRun = answer.path("toRun");
    lines.add(
        "  %,8d rows would run: %s"
            .formatted(toRun.path("rows").asLong(), money(toRun.path("sums"))));
    difference(answer.path("differenceToDeclared"), lines);
    largestOrders(answer.path("largestOrders"), lines);
    return lines;
  }

  private static void difference(JsonNode difference, List<String> lines) {
    var parts = new StringJoiner(", ");
    if (difference.hasNonNull("rows")) {
      parts.add("%,d rows".formatted(difference.path("rows").asLong()));
    }
    if (difference.hasNonNull("sums")) {
      parts.add(money(difference.path("sums")));
    }
    if (parts.length() > 0) {
      lines.add("  declared, less what would run: " + parts);
    }
  }

  private static void largestOrders(JsonNode orders, List<String> lines) {
    if (!orders.isEmpty()) {
      lines.add("  the largest orders:");
    }
    for (var order : orders) {
      lines.add(
          "    row %d %s: %s %s"
              .formatted(
                  order.path("rowNumber").asLong(),
                  order.path("orderReference").asText(),
                  order.path("amount").asText(),
                  order.path("currency").asText()));
    }
  }

  private static String money(JsonNode sums) {
    var text = new StringJoiner(", ").setEmptyValue("no money");
    sums.properties().forEach(sum -> text.add(sum.getValue().asText() + " " + sum.getKey()));
    return text.toString();
  }
}
