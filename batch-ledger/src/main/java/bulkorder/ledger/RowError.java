package bulkorder.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a row. A bad row is data, not an exception.
 *
 * @param column the column's name; null where the row as a whole is wrong
 * @param value what the file has, masked where it is personal, at most {@value #VALUE_CHARS_MAX}
 *     characters
 * @param expected what was expected instead, where one value can say it: a limit, a product,
 *     another row's number
 * @param suggestion a value that would be right in the place of this one, where one can be said
 *     without guessing; never a whole personal value
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RowError(
    @Nullable String column,
    RowErrorCode code,
    String value,
    @Nullable String expected,
    @Nullable String suggestion) {

  /** A longer value is cut: an error points at a field, it does not repeat it. */
  public static final int VALUE_CHARS_MAX = 100;

  /** Cuts a value that is too long. */
  public RowError {
    if (value.length() > VALUE_CHARS_MAX) {
      int end = Character.isHighSurrogate(value.charAt(VALUE_CHARS_MAX - 2)) ? 2 : 1;
      value = value.substring(0, VALUE_CHARS_MAX - end) + "…";
    }
  }

  /** An error for which the code says all that was expected. */
  public RowError(@Nullable String column, RowErrorCode code, String value) {
    this(column, code, value, null, null);
  }

  /** An error for which no right value can be said. */
  public RowError(
      @Nullable String column, RowErrorCode code, String value, @Nullable String expected) {
    this(column, code, value, expected, null);
  }
}
