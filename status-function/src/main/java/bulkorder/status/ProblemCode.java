package bulkorder.status;

import java.util.Locale;

/** The problems that a caller can meet. The codes are part of the API. */
public enum ProblemCode {
  BAD_REQUEST(400),
  INVALID_PARAMETER(400),
  INVALID_BODY(400),
  NOT_SIGNED_IN(401),
  NOT_PERMITTED(403),
  NO_CLIENT(403),
  CLIENT_DISABLED(403),
  UNKNOWN_PATH(404),
  UNKNOWN_CLIENT(404),
  UNKNOWN_BATCH(404),
  NO_REPORT(404),
  UNKNOWN_ANNOUNCEMENT(404),
  UNKNOWN_ORDER(404),
  UNKNOWN_PAYMENT(404),
  UNKNOWN_NOTIFICATION(404),
  UNKNOWN_ERASURE(404),
  METHOD_NOT_ALLOWED(405),
  NOT_ACCEPTABLE(406),
  NOT_A_DRY_RUN(409),
  NOT_AWAITING_APPROVAL(409),
  DUPLICATE_FILE(409),
  CANNOT_PAUSE(409),
  CANNOT_RESUME(409),
  CANNOT_CANCEL(409),
  CANNOT_RETRY(409),
  NOTHING_TO_RETRY(409),
  ROW_NOT_RETRYABLE(409),
  OUTCOME_UNKNOWN(409),
  RAN_AS_ANOTHER_BATCH(409),
  NO_WEBHOOK(409),
  CLIENT_EXISTS(409),
  IDEMPOTENCY_KEY_IN_USE(409),
  IDEMPOTENCY_ANSWER_NOT_KEPT(409),
  ANNOUNCEMENT_NOT_FAILED(409),
  REFERENCE_TAKEN(409),
  TOO_MANY_ERASURES(409),
  ROWS_DELETED(410),
  REPORTS_DELETED(410),
  BODY_TOO_LARGE(413),
  UNSUPPORTED_MEDIA_TYPE(415),
  INVALID_FIELD(422),
  INVALID_ORDER(422),
  IDEMPOTENCY_KEY_REUSED(422),
  TOO_MANY_REQUESTS(429),
  INTERNAL_ERROR(500);

  private final int status;

  ProblemCode(int status) {
    this.status = status;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** A stable name that is unique in the world (RFC 9457, type). */
  public String type() {
    return "urn:bulkorder:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
