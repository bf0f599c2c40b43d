package bulkorder.standins;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * One operation of a contract.
 *
 * @param path with its variables in braces
 * @param node what the contract says of it
 */
public record ContractOperation(String method, String path, JsonNode node) {

  static final String JSON = "application/json";
  private static final Pattern VARIABLE = Pattern.compile("\\{[^}]+}");

  /** Its name, by which generated clients call it. */
  public String id() {
    return node.path("operationId").asText();
  }

  /** The roles of which a caller must have one. */
  public List<String> roles() {
    return texts(node.at("/security/0/token"));
  }

  /** The parameters of path, query and header; some refer to a common one. */
  public List<JsonNode> parameters() {
    return StreamSupport.stream(node.path("parameters").spliterator(), false).toList();
  }

  /** Whether it takes a body. */
  public boolean takesBody() {
    return node.has("requestBody");
  }

  /** The body of a request that would do. */
  public Optional<JsonNode> requestExample() {
    return Optional.of(node.at("/requestBody/content/application~1json/example"))
        .filter(example -> !example.isMissingNode());
  }

  /** Whether it shows by example what it takes, if anything, and what it answers, if anything. */
  public boolean hasExample() {
    return parameters().stream()
            .filter(parameter -> parameter.path("in").asText().equals("path"))
            .allMatch(parameter -> parameter.has("example"))
        && (!takesBody() || requestExample().isPresent())
        && (response(answerStatus()).path("content").isMissingNode()
            || answerExample().isPresent());
  }

  /** What it could answer. */
  public Optional<JsonNode> answerExample() {
    return Optional.of(response(answerStatus()).path("content").path(JSON).path("example"))
        .filter(example -> !example.isMissingNode());
  }

  /** The status with which it answers what was asked for. */
  public int answerStatus() {
    return node.path("responses").properties().stream()
        .map(Map.Entry::getKey)
        .map(Integer::parseInt)
        .filter(status -> status < 400 && status != 304)
        .findFirst()
        .orElseThrow();
  }

  JsonNode response(int status) {
    return node.path("responses").path(Integer.toString(status));
  }

  JsonNode requestSchema() {
    return node.at("/requestBody/content/application~1json/schema");
  }

  boolean isAt(String requested) {
    String[] here = path.split("/", -1);
    String[] there = requested.split("/", -1);
    boolean same = here.length == there.length;
    for (int i = 0; same && i < here.length; i++) {
      same = VARIABLE.matcher(here[i]).matches() || here[i].equals(there[i]);
    }
    return same;
  }

  /** How many parts of the path are variable: what is said outright comes first. */
  int variables() {
    return (int) VARIABLE.matcher(path).results().count();
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }
}
