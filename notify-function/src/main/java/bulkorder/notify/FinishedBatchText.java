package bulkorder.notify;

import bulkorder.ledger.RowStatus;
import bulkorder.ledger.text.Sentences;
import bulkorder.notify.announcing.AnnouncingConfig;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.owasp.encoder.Encode;

/** Puts into words what became of a batch. */
@ApplicationScoped
class FinishedBatchText {

  private static final String FALLBACK_LANGUAGE = "en";

  /** Those that are worth a line, in its sequence. */
  private static final List<RowStatus> ENDS =
      List.of(
          RowStatus.PAID,
          RowStatus.PAYMENT_FAILED,
          RowStatus.FAILED,
          RowStatus.PAYMENT_UNKNOWN,
          RowStatus.CANCELLED,
          RowStatus.INVALID,
          RowStatus.DUPLICATE);

  /** What a refused row would have cost says nothing. */
  private static final List<RowStatus> ENDS_WITH_AMOUNTS =
      ENDS.subList(0, ENDS.indexOf(RowStatus.INVALID));

  private final AnnouncingConfig config;

  FinishedBatchText(AnnouncingConfig config) {
    this.config = config;
  }

  /**
   * The values of the mail's template.
   *
   * @param batch the data of {@code batch.completed}
   */
  TemplateValues of(JsonNode batch, String language) {
    var words =
        new Words(
            Sentences.in(language).or(() -> Sentences.in(FALLBACK_LANGUAGE)).orElseThrow(),
            Locale.of(language));
    List<String> counts = counts(batch, words);
    List<String> amounts = amounts(batch, words);
    return new TemplateValues()
        .with("fileName", batch.path("fileName").asText())
        .with("batchId", batch.path("batchId").asText())
        .with("status", words.of("status." + batch.path("status").asText()))
        .with("rows", words.number(batch.path("rows").asLong()))
        .with("counts", lines(counts), htmlLines(counts))
        .with("amounts", lines(amounts), htmlLines(amounts))
        .with(
            "duration", words.duration(Duration.ofSeconds(batch.path("durationSeconds").asLong())))
        .with("reports", reports(batch, words), htmlReports(batch, words));
  }

  private static List<String> counts(JsonNode batch, Words words) {
    List<String> lines = new ArrayList<>();
    for (RowStatus end : ENDS) {
      long count = batch.path("counts").path(end.name()).asLong();
      if (count > 0) {
        lines.add(words.line(words.of("row." + end), words.number(count)));
      }
    }
    return words.orNone(lines);
  }

  private static List<String> amounts(JsonNode batch, Words words) {
    List<String> lines = new ArrayList<>();
    for (RowStatus end : ENDS_WITH_AMOUNTS) {
      batch
          .path("amounts")
          .path(end.name())
          .propertyStream()
          .forEach(
              sum ->
                  lines.add(
                      words.line(
                          words.of("row." + end),
                          words.money(sum.getKey(), sum.getValue().asText()))));
    }
    return words.orNone(lines);
  }

  private String reports(JsonNode batch, Words words) {
    return lines(
        words.orNone(
            batch
                .path("reports")
                .valueStream()
                .map(report -> words.line(words.report(report), link(batch, report)))
                .toList()));
  }

  private String htmlReports(JsonNode batch, Words words) {
    if (batch.path("reports").isEmpty()) {
      return Encode.forHtml(words.of("none"));
    }
    return batch
        .path("reports")
        .valueStream()
        .map(
            report ->
                "<li><a href=\"%s\">%s</a></li>"
                    .formatted(
                        Encode.forHtmlAttribute(link(batch, report)),
                        Encode.forHtml(words.report(report))))
        .collect(Collectors.joining("", "<ul>", "</ul>"));
  }

  private String link(JsonNode batch, JsonNode report) {
    String apiUrl =
        config
            .apiUrl()
            .orElseThrow(() -> new IllegalStateException("bulkorder.api-url is not set"));
    return "%s/batches/%s/reports/%s"
        .formatted(
            apiUrl.replaceAll("/+$", ""),
            batch.path("batchId").asText(),
            report.path("kind").asText());
  }

  private static String lines(List<String> lines) {
    return String.join("\n", lines);
  }

  private static String htmlLines(List<String> lines) {
    return lines.stream().map(Encode::forHtml).collect(Collectors.joining("<br>"));
  }

  /** The words of one language. */
  private record Words(Sentences sentences, Locale locale) {

    String of(String key) {
      return of(key, Map.of());
    }

    String of(String key, Map<String, String> values) {
      return sentences.of("mail." + key, values);
    }

    String number(long number) {
      return NumberFormat.getIntegerInstance(locale).format(number);
    }

    String money(String currency, String amount) {
      return OrderMails.amount(new BigDecimal(amount), Currency.getInstance(currency), locale);
    }

    String line(String label, String value) {
      return of("line", Map.of("label", label, "value", value));
    }

    List<String> orNone(List<String> lines) {
      return lines.isEmpty() ? List.of(of("none")) : lines;
    }

    String report(JsonNode report) {
      return of(
          "report." + report.path("kind").asText(),
          Map.of("rows", number(report.path("rows").asLong())));
    }

    String duration(Duration duration) {
      String unit =
          duration.toHours() > 0 ? "hours" : duration.toMinutes() > 0 ? "minutes" : "seconds";
      return of(
          "duration." + unit,
          Map.of(
              "hours", number(duration.toHours()),
              "minutes", number(duration.toMinutesPart()),
              "seconds", number(duration.toSecondsPart())));
    }
  }
}
