package bulkorder.importing.report;

import static java.util.stream.Collectors.joining;

import bulkorder.ledger.ReasonCode;
import bulkorder.ledger.report.ReportRow;
import bulkorder.ledger.text.Sentences;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is told of a row: codes, and sentences in the client's language, or in English where the
 * file's encoding has no characters for that. Not for use by several threads at once.
 */
final class RowMessages {

  /** A field that is longer would be refused when the corrected report comes in. */
  private static final int CHARS_MAX = 4000;

  private static final Sentences ENGLISH = Sentences.in("en").orElseThrow();

  private final Sentences sentences;
  private final CharsetEncoder encoder;

  RowMessages(String language, Charset charset) {
    this.sentences = Sentences.in(language).orElse(ENGLISH);
    this.encoder = charset.newEncoder();
  }

  String codes(ReportRow row) {
    return Stream.concat(row.errors().stream().map(error -> error.code().name()), reasons(row))
        .distinct()
        .collect(joining(" "));
  }

  String messages(ReportRow row) {
    String text = messages(row, sentences);
    String written = encoder.canEncode(text) ? text : messages(row, ENGLISH);
    return written.length() <= CHARS_MAX ? written : written.substring(0, CHARS_MAX - 3) + "...";
  }

  private static String messages(ReportRow row, Sentences sentences) {
    return Stream.concat(
            row.errors().stream().map(sentences::of),
            reasons(row).map(code -> sentences.ofReason(code, values(row))))
        .collect(joining(" "));
  }

  private static Stream<String> reasons(ReportRow row) {
    return Stream.of(
            Optional.ofNullable(row.code()),
            Optional.ofNullable(row.notificationCode()),
            Optional.of(ReasonCode.PERSON_ERASED.name()).filter(_ -> row.erased()))
        .flatMap(Optional::stream)
        .distinct();
  }

  private static Map<String, String> values(ReportRow row) {
    Map<String, String> values = new HashMap<>();
    if (row.sameAsRow() != null) {
      values.put("row", row.sameAsRow().toString());
    }
    if (row.orderId() != null) {
      values.put("order", row.orderId().toString());
    }
    return values;
  }
}
