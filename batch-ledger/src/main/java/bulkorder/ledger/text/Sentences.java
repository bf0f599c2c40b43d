package bulkorder.ledger.text;

import bulkorder.ledger.ReasonCode;
import bulkorder.ledger.Rejection;
import bulkorder.ledger.RowError;
import bulkorder.ledger.payment.DeclineCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What people are told, in one language. A language is one file beside this class, {@code
 * sentences_xx.properties} in UTF-8; one more file is one more language. Places in a sentence have
 * names, {@code {column}}; one without a value is filled by the language's word for "unknown", so a
 * sentence never fails.
 */
public final class Sentences {

  static final String UNKNOWN = "unknown";
  static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}");
  private static final Set<String> DECLINE_CODES =
      Arrays.stream(DeclineCode.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());
  private static final Map<String, Sentences> LOADED = new ConcurrentHashMap<>();

  private final String language;
  private final Map<String, String> sentences;

  private Sentences(String language, Map<String, String> sentences) {
    this.language = language;
    this.sentences = sentences;
  }

  /** The sentences of a language, if there are any. */
  public static Optional<Sentences> in(String language) {
    if (!LANGUAGE.matcher(language).matches()) {
      return Optional.empty();
    }
    return Optional.ofNullable(LOADED.computeIfAbsent(language, Sentences::load));
  }

  /** The language, as an ISO 639 code. */
  public String language() {
    return language;
  }

  /** Why nothing of a file was taken, and what to do. */
  public String of(Rejection rejection) {
    Map<String, String> values = new HashMap<>(rejection.values());
    String option = values.get("option");
    if (option != null) {
      values.put("expected", of("expected.option." + option, Map.of()));
    }
    return of("rejection." + rejection.code(), values);
  }

  /** What is wrong with a row, and what to do. */
  public String of(RowError error) {
    Map<String, String> values = new HashMap<>();
    values.put("value", error.value());
    if (error.column() != null) {
      values.put("column", sentences.getOrDefault("column." + error.column(), error.column()));
    }
    if (error.expected() != null) {
      values.put("expected", error.expected());
    }
    return of("row." + error.code(), values);
  }

  /**
   * Why a row is in its state.
   *
   * @param code a {@link ReasonCode} or a {@link DeclineCode}
   * @param values {@code row}, the earlier row of the file; {@code order}, the order's id
   */
  public String ofReason(String code, Map<String, String> values) {
    boolean declined = DECLINE_CODES.contains(code);
    return of((declined ? "declined." : "reason.") + code, values);
  }

  /**
   * What rows have in common that have a code.
   *
   * @param code a {@link RowErrorCode}, {@link ReasonCode} or {@link DeclineCode}
   * @param column in which it is; null where the row as a whole is meant
   */
  public String ofCode(String code, @Nullable String column) {
    String key = "code." + code;
    Map<String, String> values =
        column == null
            ? Map.of()
            : Map.of("column", sentences.getOrDefault("column." + column, column));
    return sentences.containsKey(key) ? of(key, values) : ofReason(code, Map.of());
  }

  /**
   * The sentence with this key.
   *
   * @throws IllegalArgumentException if the language's file does not have it
   */
  public String of(String key, Map<String, String> values) {
    String unknown = sentence(UNKNOWN);
    return PLACE
        .matcher(sentence(key))
        .replaceAll(
            place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), unknown)));
  }

  Map<String, String> all() {
    return sentences;
  }

  private static @Nullable Sentences load(String language) {
    try (InputStream file =
        Sentences.class.getResourceAsStream("sentences_%s.properties".formatted(language))) {
      return file == null ? null : new Sentences(language, read(file));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "sentences_%s.properties cannot be read".formatted(language), e);
    }
  }

  private static Map<String, String> read(InputStream file) throws IOException {
    var properties = new Properties();
    properties.load(new InputStreamReader(file, StandardCharsets.UTF_8));
    Map<String, String> sentences = new HashMap<>();
    properties.forEach((key, sentence) -> sentences.put(key.toString(), sentence.toString()));
    return Map.copyOf(sentences);
  }

  private String sentence(String key) {
    String sentence = sentences.get(key);
    if (sentence == null) {
      throw new IllegalArgumentException(
          "sentences_%s.properties has no sentence %s".formatted(language, key));
    }
    return sentence;
  }
}
