package bulkorder.status;

import bulkorder.ledger.text.Sentences;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a request is not answered, before it is put into the caller's language.
 *
 * @param values what the sentence names
 * @param expected what would have been right, where that is a sentence of its own
 */
public record Refusal(ProblemCode code, Map<String, String> values, @Nullable Expected expected) {

  /** What would have been right: the key of a sentence below {@code expected.}, and its values. */
  public record Expected(String key, Map<String, String> values) {}

  /** Copies the values and makes them fit to be shown. */
  public Refusal {
    Map<String, String> shown = new HashMap<>();
    values.forEach((name, value) -> shown.put(name, ShownValue.of(value)));
    values = Map.copyOf(shown);
  }

  /** A problem that is always told alike. */
  public static Refusal of(ProblemCode code) {
    return new Refusal(code, Map.of(), null);
  }

  /** A problem whose sentence names one value. */
  public static Refusal of(ProblemCode code, String name, String value) {
    return new Refusal(code, Map.of(name, value), null);
  }

  /** A problem whose sentence names these values. */
  public static Refusal of(ProblemCode code, Map<String, String> values) {
    return new Refusal(code, values, null);
  }

  /** A query parameter that is not what it must be. */
  public static Refusal ofParameter(String parameter, String value, Expected expected) {
    return new Refusal(
        ProblemCode.INVALID_PARAMETER, Map.of("parameter", parameter, "value", value), expected);
  }

  /** A field of the body that is not what it must be. */
  public static Refusal ofField(String field, String value, Expected expected) {
    return new Refusal(ProblemCode.INVALID_FIELD, Map.of("field", field, "value", value), expected);
  }

  /** The request ends here. */
  public RefusedException exception() {
    return new RefusedException(this, null);
  }

  /** The request ends here, and may come again after a while. */
  public RefusedException exceptionUntil(Duration retryAfter) {
    return new RefusedException(this, retryAfter);
  }

  /**
   * A sentence about the problem.
   *
   * @param part {@code title} or {@code detail}
   */
  public String sentence(String part, Sentences sentences) {
    Map<String, String> all = new HashMap<>(values);
    if (expected != null) {
      all.put("expected", sentences.of("expected." + expected.key(), expected.values()));
    }
    return sentences.of("problem.%s.%s".formatted(code, part), all);
  }
}
