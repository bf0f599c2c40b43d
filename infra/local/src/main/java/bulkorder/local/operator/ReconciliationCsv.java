package bulkorder.local.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A reconciliation as CSV (RFC 4180), made harmless for spreadsheets. */
final class ReconciliationCsv {
  private static final String HEADER =
      "record,name,currency,count,amount,payment_id,ledger_status,provider_reference,provider_amount,refunded,orders";
  private static final String FORMULA_BEGINS = "=+-@\t\r";

  private ReconciliationCsv() {}

  static List<String> of(JsonNode answer) {
    List<String> lines = new ArrayList<>(List.of(HEADER));
    lines.add(line("result", answer.path("agrees").asBoolean() ? "AGREES" : "DIFFERS"));
    lines.add(line("rows", "FILE", "", answer.path("fileRows").asText()));
    answer
        .path("shares")
        .forEach(
            share -> sums(lines, "share", share.path("share").asText(), share.path("rows"), share));
    answer
        .path("totals")
        .forEach(
            total ->
                lines.add(
                    line(
                        "total",
                        "FILE",
                        total.path("currency").asText(),
                        "",
                        total.path("sum").asText())));
    for (var side : List.of("ledger", "provider")) {
      sums(lines, "captured", side, answer.path(side).path("payments"), answer.path(side));
    }
    answer.path("findings").forEach(finding -> lines.add(finding(finding)));
    return lines;
  }

  private static void sums(
      List<String> lines, String part, String name, JsonNode count, JsonNode of) {
    lines.add(line(part, name, "", count.asText()));
    of.path("sums")
        .properties()
        .forEach(sum -> lines.add(line(part, name, sum.getKey(), "", sum.getValue().asText())));
  }

  private static String finding(JsonNode finding) {
    List<String> orders = new ArrayList<>();
    finding.path("orders").forEach(order -> orders.add(order.path("orderReference").asText()));
    return line(
        "finding",
        finding.path("kind").asText(),
        "",
        "",
        finding.path("ledgerAmount").asText(),
        finding.path("paymentId").asText(),
        finding.path("ledgerStatus").asText(),
        finding.path("providerReference").asText(),
        finding.path("providerAmount").asText(),
        finding.path("refunded").asText(),
        String.join(" ", orders));
  }

  /** Lines have all fields, the last ones empty where there are fewer. */
  private static String line(String... fields) {
    String[] all = Arrays.copyOf(fields, HEADER.split(",", -1).length);
    return Arrays.stream(all)
        .map(field -> field == null ? "" : field(field))
        .collect(Collectors.joining(","));
  }

  private static String field(String text) {
    String harmless =
        !text.isEmpty() && FORMULA_BEGINS.indexOf(text.charAt(0)) >= 0 && !isNumber(text)
            ? "'" + text
            : text;
    return harmless.matches("[^\",\r\n]*") ? harmless : '"' + harmless.replace("\"", "\"\"") + '"';
  }

  private static boolean isNumber(String text) {
    return text.matches("-?[0-9]+(\\.[0-9]+)?");
  }
}
