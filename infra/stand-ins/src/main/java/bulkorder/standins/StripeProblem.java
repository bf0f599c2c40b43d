package bulkorder.standins;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A refusal as Stripe words it: {@code {"error": {"type", "code", "message", …}}}. */
final class StripeProblem extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int status;
  private final transient ObjectNode error;

  StripeProblem(int status, String type, @Nullable String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.error = Json.MAPPER.createObjectNode().put("type", type).put("message", message);
    if (code != null) {
      error.put("code", code);
    }
  }

  static StripeProblem invalid(@Nullable String code, @Nullable String parameter, String message) {
    var problem = new StripeProblem(400, "invalid_request_error", code, message);
    if (parameter != null) {
      problem.error.put("param", parameter);
    }
    return problem;
  }

  static StripeProblem missing(String parameter, String message) {
    return invalid("resource_missing", parameter, message);
  }

  static StripeProblem ofServer(int status) {
    return status == 429
        ? new StripeProblem(429, "invalid_request_error", "rate_limit", "Too many requests")
        : new StripeProblem(status, "api_error", null, "An unknown error occurred");
  }

  StripeProblem about(ObjectNode intent) {
    error.set("payment_intent", intent);
    return this;
  }

  StripeProblem because(@Nullable String declineCode) {
    if (declineCode != null) {
      error.put("decline_code", declineCode);
    }
    return this;
  }

  /** The error without the intent, as the intent itself keeps it. */
  ObjectNode error() {
    return error;
  }

  HttpAnswer.Full answer() {
    Map<String, String> headers = status == 429 ? Map.of("Retry-After", "1") : Map.of();
    return HttpAnswer.json(
        status, headers, Json.MAPPER.createObjectNode().set("error", error.deepCopy()));
  }
}
