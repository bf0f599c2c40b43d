package bulkorder.local.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A reconciliation, for a person. */
final class ReconciliationText {
  private ReconciliationText() {}

  static List<String> of(JsonNode answer) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Batch %s is %s and has %,d rows:"
            .formatted(
                answer.path("batchId").asText(),
                answer.path("status").asText(),
                answer.path("fileRows").asLong()));
    answer.path("shares").forEach(share -> lines.add(share(share)));
    answer
        .path("totals")
        .forEach(
            total ->
                lines.add(
                    "  %-10s %,12d  %s %s"
                        .formatted(
                            "the file",
                            answer.path("fileRows").asLong(),
                            total.path("sum").asText(),
                            total.path("currency").asText())));
    lines.add("Captured in our ledger:  " + captured(answer.path("ledger")));
    lines.add(
        answer.path("providerListed").asBoolean()
            ? "Captured at the provider: " + captured(answer.path("provider"))
            : "The provider gives out no list; nothing was compared with it.");
    answer.path("findings").forEach(finding -> lines.add("  " + finding(finding)));
    long all = answer.path("differences").asLong() + answer.path("notices").asLong();
    long more = all - answer.path("findings").size();
    if (more > 0) {
      lines.add("  and %,d more".formatted(more));
    }
    lines.add(verdict(answer));
    return lines;
  }

  private static String verdict(JsonNode answer) {
    if (answer.path("agrees").asBoolean()) {
      return "All agree.";
    }
    List<String> reasons = new ArrayList<>();
    if (!answer.path("rowsAgree").asBoolean()) {
      reasons.add("the rows do not come to what the file comes to");
    }
    if (!answer.path("chargedAgrees").asBoolean()) {
      reasons.add("the rows that are paid do not come to what our ledger has captured");
    }
    if (answer.path("differences").asLong() > 0) {
      reasons.add("%,d payments differ".formatted(answer.path("differences").asLong()));
    }
    if (!answer.path("providerListed").asBoolean()) {
      reasons.add("the provider could not be compared");
    }
    return "NOT ALL AGREE: " + String.join("; ", reasons) + ".";
  }

  private static String share(JsonNode share) {
    return "  %-10s %,12d  %s"
        .formatted(
            share.path("share").asText().toLowerCase(Locale.ROOT),
            share.path("rows").asLong(),
            sums(share));
  }

  private static String captured(JsonNode captured) {
    return "%,d payments, %s".formatted(captured.path("payments").asLong(), sums(captured));
  }

  private static String sums(JsonNode of) {
    List<String> sums = new ArrayList<>();
    of.path("sums")
        .properties()
        .forEach(sum -> sums.add(sum.getValue().asText() + " " + sum.getKey()));
    return sums.isEmpty() ? "0" : String.join(", ", sums);
  }

  private static String finding(JsonNode finding) {
    List<String> orders = new ArrayList<>();
    finding.path("orders").forEach(order -> orders.add(order.path("orderReference").asText()));
    var line = new StringBuilder(finding.path("kind").asText());
    add(line, " payment ", finding.path("paymentId"));
    add(line, ", in our ledger ", finding.path("ledgerStatus"));
    add(line, " ", finding.path("ledgerAmount"));
    add(line, ", at the provider ", finding.path("providerReference"));
    add(line, " ", finding.path("providerAmount"));
    add(line, ", refunded ", finding.path("refunded"));
    return orders.isEmpty() ? line.toString() : line + ", orders " + String.join(", ", orders);
  }

  private static void add(StringBuilder line, String before, JsonNode value) {
    if (!value.isMissingNode() && !value.isNull()) {
      line.append(before).append(value.asText());
    }
  }
}
