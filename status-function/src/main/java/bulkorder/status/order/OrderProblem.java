package bulkorder.status.order;

import bulkorder.ledger.RowError;
import bulkorder.ledger.RowErrorCode;
import bulkorder.ledger.text.Sentences;
import bulkorder.status.ProblemCode;
import bulkorder.status.Refusal;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The refusal of an order (RFC 9457) with all that is wrong with it.
 *
 * @param errors every error, at least one
 */
@RegisterForReflection
public record OrderProblem(
    String type,
    String title,
    int status,
    String detail,
    @Schema(implementation = ProblemCode.class) String code,
    List<FieldError> errors) {

  /** Copies the errors. */
  public OrderProblem {
    errors = List.copyOf(errors);
  }

  /**
   * One thing that is wrong with an order.
   *
   * @param field of the body; null where the order as a whole is wrong
   * @param value masked where it is personal
   */
  @RegisterForReflection
  public record FieldError(
      @Nullable String field,
      RowErrorCode code,
      String value,
      @Nullable String expected,
      @Nullable String suggestion,
      String message) {

    static FieldError of(RowError error, Sentences sentences) {
      return new FieldError(
          error.column() == null ? null : FieldNames.of(error.column()),
          error.code(),
          error.value(),
          error.expected(),
          error.suggestion(),
          sentences.of(error));
    }
  }

  static OrderProblem of(List<RowError> errors, Sentences sentences) {
    ProblemCode code = ProblemCode.INVALID_ORDER;
    var refusal = Refusal.of(code, "errors", Integer.toString(errors.size()));
    return new OrderProblem(
        code.type(),
        refusal.sentence("title", sentences),
        code.status(),
        refusal.sentence("detail", sentences),
        code.name(),
        errors.stream().map(error -> FieldError.of(error, sentences)).toList());
  }
}
