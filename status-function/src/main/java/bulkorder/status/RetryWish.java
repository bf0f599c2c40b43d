package bulkorder.status;

import bulkorder.ledger.recovery.RowChoice;
import bulkorder.status.Refusal.Expected;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Asks for rows of a batch to be tried again; all that can be, if it names none. Where both are
 * given, a row must be in both.
 *
 * @param codes why rows are in their state, or that state itself
 * @param rows row numbers
 */
@RegisterForReflection
public record RetryWish(
    @Schema(maxItems = CODES_MAX) @Nullable List<String> codes,
    @Schema(maxItems = ROWS_MAX) @Nullable List<Integer> rows) {

  static final int CODES_MAX = 50;
  static final int ROWS_MAX = 1000;

  private static final Pattern CODE = Pattern.compile("[A-Z][A-Z_]{0,99}");

  /** Copies the lists; what is null in them stays, to be refused. */
  public RetryWish {
    codes = codes == null ? null : Collections.unmodifiableList(codes);
    rows = rows == null ? null : Collections.unmodifiableList(rows);
  }

  RowChoice checked() {
    return new RowChoice(checkedCodes(), checkedRows());
  }

  private Set<String> checkedCodes() {
    List<String> given = Objects.requireNonNullElse(codes, List.of());
    check("codes", given.size(), CODES_MAX);
    for (String code : given) {
      if (code == null || !CODE.matcher(code).matches()) {
        throw refused("codes", String.valueOf(code), CODES_MAX);
      }
    }
    return new HashSet<>(given);
  }

  private Set<Integer> checkedRows() {
    List<Integer> given = Objects.requireNonNullElse(rows, List.of());
    check("rows", given.size(), ROWS_MAX);
    for (Integer row : given) {
      if (row == null || row < 1) {
        throw refused("rows", String.valueOf(row), ROWS_MAX);
      }
    }
    return new HashSet<>(given);
  }

  private static void check(String field, int size, int max) {
    if (size > max) {
      throw refused(field, "[%d]".formatted(size), max);
    }
  }

  private static RefusedException refused(String field, String value, int max) {
    return Refusal.ofField(
            field, value, new Expected("retry." + field, Map.of("max", Integer.toString(max))))
        .exception();
  }
}
