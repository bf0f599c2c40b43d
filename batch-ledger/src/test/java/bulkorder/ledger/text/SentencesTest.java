package bulkorder.ledger.text;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.ReasonCode;
import bulkorder.ledger.Rejection;
import bulkorder.ledger.RejectionCode;
import bulkorder.ledger.RowError;
import bulkorder.ledger.RowErrorCode;
import bulkorder.ledger.announcement.AnnouncementCode;
import bulkorder.ledger.batch.ImportOption;
import bulkorder.ledger.payment.DeclineCode;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentencesTest {

  private static final Map<RejectionCode, Set<String>> REJECTION_VALUES =
      Map.ofEntries(
          Map.entry(RejectionCode.UNKNOWN_CLIENT, Set.of("client")),
          Map.entry(RejectionCode.NOT_TEXT, Set.of("format")),
          Map.entry(RejectionCode.NO_HEADER, Set.of("row", "required")),
          Map.entry(RejectionCode.MISSING_COLUMNS, Set.of("missing", "found")),
          Map.entry(
              RejectionCode.REPEATED_COLUMN,
              Set.of("column", "first", "firstName", "second", "secondName")),
          Map.entry(RejectionCode.AMBIGUOUS_COLUMN, Set.of("position", "column", "candidates")),
          Map.entry(RejectionCode.CARD_NUMBER_IN_HEADER, Set.of("position", "row")),
          Map.entry(RejectionCode.CORRECTION_BATCH_ID, Set.of("row", "value", "expected")),
          Map.entry(RejectionCode.CORRECTION_ROW_NUMBER, Set.of("row", "value", "rowsMax")),
          Map.entry(
              RejectionCode.CONTROL_ROWS_MISMATCH, Set.of("declared", "actual", "difference")),
          Map.entry(
              RejectionCode.CONTROL_TOTAL_MISMATCH,
              Set.of("currency", "declared", "actual", "difference")),
          Map.entry(RejectionCode.CONTROL_TOTAL_WITHOUT_CURRENCY, Set.of("declared", "currencies")),
          Map.entry(RejectionCode.TRAILER_MALFORMED, Set.of("row")),
          Map.entry(RejectionCode.TRAILER_NOT_LAST, Set.of("row")),
          Map.entry(RejectionCode.TOO_MANY_ROWS, Set.of("rowsMax")),
          Map.entry(RejectionCode.TOO_MANY_COLUMNS, Set.of("columns", "columnsMax")),
          Map.entry(RejectionCode.FILE_TOO_LARGE, Set.of("bytesMax")),
          Map.entry(RejectionCode.FIELD_TOO_LONG, Set.of("row", "columnNumber", "charsMax")),
          Map.entry(RejectionCode.LINE_TOO_LONG, Set.of("line", "charsMax")),
          Map.entry(RejectionCode.UNCLOSED_QUOTE, Set.of("line")),
          Map.entry(RejectionCode.INVALID_ROWS, Set.of("invalid", "rows")),
          Map.entry(RejectionCode.INVALID_OPTION, Set.of("option", "value", "expected")),
          Map.entry(RejectionCode.CORRECTION_UNKNOWN_BATCH, Set.of("batch")),
          Map.entry(RejectionCode.CORRECTION_BATCH_NOT_OPEN, Set.of("batch", "status")),
          Map.entry(RejectionCode.CORRECTION_COLUMNS, Set.of("batch", "found", "expected")),
          Map.entry(RejectionCode.CORRECTION_ROW_NOT_OPEN, Set.of("batch", "row")),
          Map.entry(RejectionCode.CORRECTION_ROWS_DELETED, Set.of("batch", "day")),
          Map.entry(RejectionCode.CORRECTION_DRY_RUN, Set.of("batch")),
          Map.entry(RejectionCode.DUPLICATE_FILE, Set.of("original")),
          Map.entry(RejectionCode.UPLOADED_TWICE, Set.of("original")),
          Map.entry(RejectionCode.UNDECODABLE, Set.of("utf8Offset", "windows31jOffset")),
          Map.entry(RejectionCode.NOT_IN_ENCODING, Set.of("encoding", "offset")),
          Map.entry(RejectionCode.UNKNOWN_ENCODING, Set.of("encoding", "known")),
          Map.entry(RejectionCode.UNKNOWN_DELIMITER, Set.of("delimiter")),
          Map.entry(RejectionCode.DELIMITER_NOT_FOUND, Set.of("delimiter", "found")),
          Map.entry(RejectionCode.UNPACKED_TOO_LARGE, Set.of("bytesMax")),
          Map.entry(RejectionCode.EXPANDS_TOO_MUCH, Set.of("expansionMax")),
          Map.entry(RejectionCode.UNKNOWN_SHEET, Set.of("sheet", "sheets")),
          Map.entry(RejectionCode.BROKEN_WORKBOOK, Set.of("part")),
          Map.entry(RejectionCode.SHARED_TEXT_TOO_LARGE, Set.of("bytesMax")),
          Map.entry(RejectionCode.BROKEN_JSON, Set.of("line")),
          Map.entry(RejectionCode.NESTED_JSON, Set.of("line", "key")),
          Map.entry(RejectionCode.REPEATED_JSON_KEY, Set.of("line", "key")),
          Map.entry(RejectionCode.UNKNOWN_JSON_KEY, Set.of("line", "key")),
          Map.entry(RejectionCode.NOT_A_CHARACTER, Set.of("row", "columnNumber")),
          Map.entry(RejectionCode.INEXACT_NUMBER, Set.of("row", "columnNumber")));

  @ParameterizedTest
  @MethodSource("languages")
  void every_code_has_a_sentence_in_every_language(String language) {
    List<String> codes =
        Stream.of(
                codes("rejection.", RejectionCode.values()),
                codes("row.", RowErrorCode.values()),
                codes("code.", RowErrorCode.values()),
                codes("reason.", ReasonCode.values()),
                codes("declined.", DeclineCode.values()),
                codes("announcement.", AnnouncementCode.values()),
                Arrays.stream(ImportOption.values())
                    .map(option -> "expected.option." + option.metadataName()))
            .flatMap(s -> s)
            .toList();
    assertThat(in(language).all().keySet()).containsAll(codes);
  }

  @ParameterizedTest
  @MethodSource("languages")
  void a_sentence_names_all_values_of_its_rejection_and_no_others(String language) {
    for (RejectionCode code : RejectionCode.values()) {
      assertThat(places(language, "rejection." + code))
          .as(code.name())
          .isEqualTo(REJECTION_VALUES.getOrDefault(code, Set.of()));
    }
  }

  @ParameterizedTest
  @MethodSource("languages")
  void a_sentence_of_a_row_names_only_what_an_error_has(String language) {
    for (RowErrorCode code : RowErrorCode.values()) {
      assertThat(Set.of("column", "value", "expected"))
          .containsAll(places(language, "row." + code));
    }
    for (ReasonCode code : ReasonCode.values()) {
      assertThat(Set.of("row", "order")).containsAll(places(language, "reason." + code));
    }
  }

  @ParameterizedTest
  @MethodSource("languages")
  void all_languages_have_the_same_sentences_with_the_same_places(String language) {
    assertThat(placesByKey(language)).isEqualTo(placesByKey("en"));
  }

  @ParameterizedTest
  @MethodSource("languages")
  void a_sentence_of_many_rows_names_nothing_of_a_single_one(String language) {
    for (RowErrorCode code : RowErrorCode.values()) {
      assertThat(Set.of("column")).containsAll(places(language, "code." + code));
    }
    for (ReasonCode code : ReasonCode.values()) {
      assertThat(in(language).ofCode(code.name(), null))
          .doesNotContain(in(language).of("unknown", Map.of()));
    }
  }

  @Test
  void a_rejection_names_place_and_values() {
    var rejection =
        new Rejection(
            RejectionCode.MISSING_COLUMNS,
            Map.of("missing", "quantity, unit_price", "found", "order_reference, note"));
    assertThat(in("en").of(rejection))
        .isEqualTo(
            "The header lacks quantity, unit_price; it has order_reference, note."
                + " Please add what is missing to the first row.");
  }

  @Test
  void an_error_of_a_row_names_its_column_and_its_value() {
    var error = new RowError("quantity", RowErrorCode.NOT_A_WHOLE_NUMBER, "三");
    assertThat(in("ja").of(error)).isEqualTo("「数量」が「三」です。3 のような整数で入力してください。");
  }

  @Test
  void a_rejected_option_is_told_with_what_it_must_be_in_the_readers_language() {
    var rejection =
        new Rejection(
            RejectionCode.INVALID_OPTION, Map.of("option", "delimiter", "value", "colon"));
    assertThat(in("en").of(rejection))
        .startsWith(
            "The option \"delimiter\" is \"colon\"; it must be comma, tab, semicolon or pipe.");
    assertThat(in("ja").of(rejection))
        .startsWith("指定「delimiter」の値「colon」は使用できません（comma、tab、semicolon、pipe のいずれか）。");
  }

  @Test
  void a_value_that_looks_like_a_placeholder_is_only_shown() {
    var error = new RowError("note", RowErrorCode.CONTROL_CHARACTER, "$1 \\ {column}");
    assertThat(in("en").of(error)).contains("(\"$1 \\ {column}\")");
  }

  @Test
  void a_missing_value_does_not_break_the_sentence() {
    assertThat(in("en").of(new Rejection(RejectionCode.UNKNOWN_DELIMITER, Map.of())))
        .startsWith("Fields cannot be separated by \"(unknown)\".");
  }

  @Test
  void a_code_of_the_payment_provider_is_a_decline() {
    assertThat(in("en").ofReason("INSUFFICIENT_FUNDS", Map.of()))
        .startsWith("The payment was declined because the account does not hold enough.");
    assertThat(in("en").ofReason("REPEATED_IN_FILE", Map.of("row", "334")))
        .startsWith("Row 334 of this file is the same order.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fr", "", "../en", "EN", "en.properties"})
  void a_language_without_a_file_has_no_sentences(String language) {
    assertThat(Sentences.in(language)).isEmpty();
  }

  /** A language's file is all that makes it: each file is tested because it is there. */
  static Stream<String> languages() throws IOException, URISyntaxException {
    var english = Objects.requireNonNull(Sentences.class.getResource("sentences_en.properties"));
    try (var files = Files.list(Objects.requireNonNull(Path.of(english.toURI()).getParent()))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".properties"))
          .map(name -> name.replaceAll("sentences_|\\.properties", ""))
          .toList()
          .stream();
    }
  }

  private static Sentences in(String language) {
    return Sentences.in(language).orElseThrow();
  }

  private static Stream<String> codes(String prefix, Enum<?>[] codes) {
    return Arrays.stream(codes).map(code -> prefix + code.name());
  }

  private static Map<String, Set<String>> placesByKey(String language) {
    return in(language).all().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> places(entry.getValue())));
  }

  private static Set<String> places(String language, String key) {
    return places(Objects.requireNonNull(in(language).all().get(key), key));
  }

  private static Set<String> places(String sentence) {
    return Sentences.PLACE
        .matcher(sentence)
        .results()
        .map(place -> place.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
