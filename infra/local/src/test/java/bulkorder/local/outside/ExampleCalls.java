package bulkorder.local.outside;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.local.Addresses;
import bulkorder.standins.ContractOperation;
import bulkorder.standins.PublishedContract;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Sends the examples of the contract to a running system, as somebody would who knows nothing of it
 * but the contract, and holds what comes back to it. Ids of examples give way to those of things
 * that there are.
 */
public final class ExampleCalls implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SIGN_IN = "Authorization";
  private static final String REPLAYED = "idempotency-replayed";

  private final PublishedContract contract;
  private final Addresses addresses;
  private final String client;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, String> tokens = new TreeMap<>();
  private final Set<String> called = new TreeSet<>();

  /** Calls for a client. */
  public ExampleCalls(PublishedContract contract, Addresses addresses, String client) {
    this.contract = contract;
    this.addresses = addresses;
    this.client = client;
  }

  /** The names of the operations that were called and kept the contract. */
  public Set<String> called() {
    return called;
  }

  /**
   * Sends the example of an operation.
   *
   * @param id of the operation
   * @param real parameters whose example there is not, by their names
   * @return the answer
   */
  public JsonNode call(String id, Map<String, String> real)
      throws IOException, InterruptedException {
    ContractOperation operation =
        contract.operations().stream().filter(it -> it.id().equals(id)).findFirst().orElseThrow();
    HttpRequest request = request(operation, real);
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    JsonNode body = kept(operation, answer);
    if (operation.method().equals("GET")) {
      assertThat(answer.headers().firstValue(answer.statusCode() == 303 ? "location" : "etag"))
          .as(id)
          .isPresent();
    }
    if (operation.method().equals("POST")) {
      HttpResponse<String> again = http.send(request, BodyHandlers.ofString());
      assertThat(again.headers().firstValue(REPLAYED)).as("%s again", id).contains("true");
      assertThat(kept(operation, again)).isEqualTo(body);
    }
    called.add(id);
    return body;
  }

  /** Sends the example of an operation without a token. */
  public void callSignedOut(ContractOperation operation) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(request(operation, Map.of()), (name, _) -> !name.equals(SIGN_IN))
            .build();

    kept(operation, 401, http.send(request, BodyHandlers.ofString()));
  }

  private JsonNode kept(ContractOperation operation, HttpResponse<String> answer)
      throws IOException {
    JsonNode body = kept(operation, operation.answerStatus(), answer);
    operation
        .answerExample()
        .filter(example -> !example.path("items").isEmpty())
        .ifPresent(
            _ -> assertThat(body.path("items")).as("items of " + operation.id()).isNotEmpty());
    return body;
  }

  private JsonNode kept(ContractOperation operation, int status, HttpResponse<String> answer)
      throws IOException {
    assertThat(answer.statusCode()).as("%s: %s", operation.id(), answer.body()).isEqualTo(status);
    boolean empty = answer.body().isEmpty();
    JsonNode body = empty ? MissingNode.getInstance() : JSON.readTree(answer.body());
    String type = empty ? "" : answer.headers().firstValue("content-type").orElseThrow();
    assertThat(contract.broken(operation, answer.statusCode(), type, body))
        .as(answer.body())
        .isEmpty();
    return body;
  }

  private HttpRequest request(ContractOperation operation, Map<String, String> real)
      throws IOException, InterruptedException {
    Map<String, String> query = new TreeMap<>();
    String path = operation.path();
    for (JsonNode parameter : operation.parameters()) {
      String name = parameter.path("name").asText();
      String value = real.getOrDefault(name, parameter.path("example").asText());
      switch (parameter.path("in").asText()) {
        case "path" -> path = path.replace("{" + name + "}", encoded(value));
        case "query" -> query.put(name, value);
        default -> {
          // A header that operations have in common.
        }
      }
    }
    String parameters =
        query.entrySet().stream()
            .filter(parameter -> !parameter.getValue().isEmpty())
            .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
            .collect(Collectors.joining("&"));
    URI uri = addresses.api().resolve(parameters.isEmpty() ? path : path + "?" + parameters);
    var request =
        HttpRequest.newBuilder(uri)
            .header(SIGN_IN, "Bearer " + token(operation.roles().getFirst()))
            .method(operation.method(), body(operation));
    if (operation.takesBody()) {
      request.header("Content-Type", "application/json");
    }
    if (operation.method().equals("POST")) {
      request.header("Idempotency-Key", UUID.randomUUID().toString());
    }
    return request.build();
  }

  private static BodyPublisher body(ContractOperation operation) {
    return operation.takesBody()
        ? BodyPublishers.ofString(operation.requestExample().orElseThrow().toString())
        : BodyPublishers.noBody();
  }

  private String token(String role) throws IOException, InterruptedException {
    String known = tokens.get(role);
    if (known != null) {
      return known;
    }
    var request =
        HttpRequest.newBuilder(addresses.issuer().resolve("/token"))
            .POST(BodyPublishers.ofString("client=%s&roles=%s".formatted(client, role)))
            .build();
    String token =
        JSON.readTree(http.send(request, BodyHandlers.ofString()).body())
            .required("access_token")
            .asText();
    tokens.put(role, token);
    return token;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
