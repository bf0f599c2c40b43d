package bulkorder.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** The JSON in which a runtime and Lambda tell each other of an error. */
final class ErrorReport {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ErrorReport() {}

  /** Reads a runtime's report; one that is not the JSON expected is an error of its own kind. */
  static InvocationResult.FunctionError read(byte[] body) {
    JsonNode report = tree(body);
    return new InvocationResult.FunctionError(
        report.path("errorType").asText("Runtime.UnknownReason"),
        report.path("errorMessage").asText(""));
  }

  static String json(String type, String message) {
    return JSON.createObjectNode().put("errorType", type).put("errorMessage", message).toString();
  }

  private static JsonNode tree(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (IOException _) {
      return JSON.missingNode();
    }
  }
}
