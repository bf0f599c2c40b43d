package bulkorder.local.events;

import bulkorder.local.lambda.InvocationResult;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * What Lambda sends to the on-failure destination of an asynchronous invocation.
 *
 * @param attempts how often the function was invoked
 */
record FailureRecord(
    String requestId,
    String functionArn,
    Condition condition,
    int attempts,
    String requestPayload,
    InvocationResult last,
    Instant time) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Why there is no further attempt; the names are Lambda's. */
  enum Condition {
    RETRIES_EXHAUSTED("RetriesExhausted"),
    EVENT_AGE_EXCEEDED("EventAgeExceeded");

    private final String text;

    Condition(String text) {
      this.text = text;
    }
  }

  String json() {
    var failure = JSON.createObjectNode();
    failure.put("version", "1.0").put("timestamp", time.toString());
    failure
        .putObject("requestContext")
        .put("requestId", requestId)
        .put("functionArn", functionArn + ":$LATEST")
        .put("condition", condition.text)
        .put("approximateInvokeCount", attempts);
    failure.set("requestPayload", tree(requestPayload));
    failure
        .putObject("responseContext")
        .put("statusCode", 200)
        .put("executedVersion", "$LATEST")
        .put("functionError", "Unhandled");
    failure.set("responsePayload", responsePayload());
    return failure.toString();
  }

  private JsonNode responsePayload() {
    return switch (last) {
      case InvocationResult.Succeeded(var payload) -> tree(payload);
      case InvocationResult.FunctionError(var type, var message) -> error(type, message);
      case InvocationResult.TimedOut(var timeout) ->
          error(
              "Sandbox.Timedout",
              "%s %s Task timed out after %d.%02d seconds"
                  .formatted(time, requestId, timeout.toSeconds(), timeout.toMillisPart() / 10));
      case InvocationResult.Crashed(var reason) ->
          error("Runtime.ExitError", "RequestId: " + requestId + " Error: " + reason);
    };
  }

  private static ObjectNode error(String type, String message) {
    return JSON.createObjectNode().put("errorMessage", message).put("errorType", type);
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException _) {
      return JSON.getNodeFactory().textNode(json);
    }
  }
}
