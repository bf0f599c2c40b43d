package bulkorder.standins;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The contract of the API as a client's developer has it: all that is known of the API is what
 * stands there, and what is answered is held to it.
 */
public final class PublishedContract {

  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
  private static final String COMPONENTS = "components";
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(VersionFlag.V202012);
  private static final SchemaValidatorsConfig FORMATS_TOO =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

  private final JsonNode document;
  private final List<ContractOperation> operations;
  private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();

  private PublishedContract(JsonNode document) {
    this.document = document;
    this.operations = operations(document);
  }

  /** Reads a contract in YAML or JSON. */
  public static PublishedContract read(Path file) throws IOException {
    return new PublishedContract(new ObjectMapper(new YAMLFactory()).readTree(file.toFile()));
  }

  /** All operations. */
  public List<ContractOperation> operations() {
    return operations;
  }

  private static List<ContractOperation> operations(JsonNode document) {
    List<ContractOperation> operations = new ArrayList<>();
    document
        .required("paths")
        .properties()
        .forEach(
            path ->
                path.getValue().properties().stream()
                    .filter(method -> METHODS.contains(method.getKey()))
                    .forEach(
                        method ->
                            operations.add(
                                new ContractOperation(
                                    method.getKey().toUpperCase(Locale.ROOT),
                                    path.getKey(),
                                    method.getValue()))));
    return List.copyOf(operations);
  }

  /** The operation that a request asks for, if there is one. */
  public Optional<ContractOperation> at(String method, String path) {
    return operations.stream()
        .filter(operation -> operation.method().equals(method) && operation.isAt(path))
        .min((a, b) -> Integer.compare(a.variables(), b.variables()));
  }

  /**
   * What of an answer the contract does not say.
   *
   * @param contentType empty where the answer has no body
   * @return a sentence for each; empty if the answer keeps the contract
   */
  public List<String> broken(
      ContractOperation operation, int status, String contentType, JsonNode body) {
    JsonNode response = resolved(operation.response(status));
    if (response.isMissingNode()) {
      return List.of("%s has no answer %d".formatted(operation.id(), status));
    }
    String type = contentType.split(";", 2)[0];
    if (type.isEmpty()) {
      return response.path("content").isEmpty()
          ? List.of()
          : List.of("%s %d has no body".formatted(operation.id(), status));
    }
    JsonNode schema = response.path("content").path(type).path("schema");
    return schema.isMissingNode()
        ? List.of("%s %d is no %s".formatted(operation.id(), status, type))
        : broken("%s %d %s".formatted(operation.id(), status, type), schema, body);
  }

  /** What of the body of a request the contract does not permit. */
  public List<String> brokenByRequest(ContractOperation operation, JsonNode body) {
    return broken(operation.id() + " request", operation.requestSchema(), body);
  }

  /** What of the examples the contract itself does not permit. */
  public List<String> brokenByExamples(ContractOperation operation) {
    Stream<String> request =
        operation.requestExample().stream()
            .flatMap(example -> brokenByRequest(operation, example).stream());
    Stream<String> parameters =
        operation.parameters().stream()
            .map(this::resolved)
            .filter(parameter -> parameter.has("example"))
            .flatMap(
                parameter ->
                    broken(
                        operation.id() + " " + parameter.path("name").asText(),
                        parameter.path("schema"),
                        parameter.path("example"))
                        .stream());
    Stream<String> answer =
        operation
            .answerExample()
            .map(
                example ->
                    broken(operation, operation.answerStatus(), ContractOperation.JSON, example))
            .stream()
            .flatMap(List::stream);
    return Stream.of(request, parameters, answer).flatMap(parts -> parts).toList();
  }

  private List<String> broken(String place, JsonNode schema, JsonNode value) {
    return schemas.computeIfAbsent(place, _ -> whole(schema)).validate(value).stream()
        .map(ValidationMessage::getMessage)
        .map(message -> "%s: %s".formatted(place, message))
        .sorted()
        .toList();
  }

  /** A schema with all that it may refer to. */
  private JsonSchema whole(JsonNode schema) {
    ObjectNode whole = ((ObjectNode) schema).deepCopy();
    whole.set(COMPONENTS, document.required(COMPONENTS));
    return SCHEMAS.getSchema(whole, FORMATS_TOO);
  }

  /** Follows a reference to a part that operations have in common. */
  private JsonNode resolved(JsonNode part) {
    return part.has("$ref") ? document.at(part.path("$ref").asText().substring(1)) : part;
  }
}
