package bulkorder.status;

import bulkorder.ledger.text.Sentences;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The body of a refusal (RFC 9457).
 *
 * @param type a URN that names the kind of problem, stable
 * @param title the kind of problem in the caller's language
 * @param status the HTTP status
 * @param detail this problem in the caller's language
 * @param code the kind of problem for programs, stable
 */
@RegisterForReflection
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    @Schema(implementation = ProblemCode.class) String code) {

  /** Of every refusal. */
  public static final String MEDIA_TYPE = "application/problem+json";

  static Problem of(Refusal refusal, Sentences sentences) {
    ProblemCode code = refusal.code();
    return new Problem(
        code.type(),
        refusal.sentence("title", sentences),
        code.status(),
        refusal.sentence("detail", sentences),
        code.name());
  }
}
