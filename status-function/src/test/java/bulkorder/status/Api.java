package bulkorder.status;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.testing.Tokens;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Http;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.amazon.lambda.http.LambdaHttpHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Calls the function as API Gateway does, with events of payload format 2.0, and holds every answer
 * to the contract.
 */
final class Api {

  private static final int PROBLEMS_FROM = 400;

  private final LambdaHttpHandler function = new LambdaHttpHandler();
  private final ObjectMapper json = new ObjectMapper();
  private final Map<String, String> headers = new HashMap<>();
  private boolean saysLength = true;

  /** Calls without a token. */
  static Api signedOut() {
    return new Api();
  }

  /** Calls of somebody who works for a client in these roles. */
  static Api as(String client, String... roles) {
    return new Api().withToken(Map.of("client", client, "roles", String.join(" ", roles)));
  }

  /** Calls with a token that the issuer makes of this form. */
  Api withToken(Map<String, String> form) {
    return with("authorization", "Bearer " + Tokens.get(form));
  }

  /** Adds a header to every call from now on. */
  Api with(String header, String value) {
    headers.put(header, value);
    return this;
  }

  /** No call from now on says how long its body is. */
  Api withoutLength() {
    saysLength = false;
    return this;
  }

  Answer get(String pathAndQuery) {
    return call("GET", pathAndQuery, null);
  }

  Answer post(String path, String body) {
    headers.putIfAbsent("content-type", "application/json");
    return call("POST", path, body);
  }

  Answer call(String method, String pathAndQuery, @Nullable String body) {
    URI uri = URI.create(pathAndQuery);
    Answer answer =
        call(
            method,
            uri.getRawPath(),
            uri.getRawQuery() == null ? "" : uri.getRawQuery(),
            uri.getPath(),
            body);
    assertThat(KeptContract.broken(method, uri.getRawPath(), answer))
        .as("%s %s: %s", method, pathAndQuery, answer.body())
        .isEmpty();
    return answer;
  }

  /** Calls with a path and a query as they are, be they no URI, of which no contract speaks. */
  Answer callRaw(String method, String pathAndQuery) {
    String[] parts = pathAndQuery.split("\\?", 2);
    return call(method, parts[0], parts.length == 1 ? "" : parts[1], parts[0], null);
  }

  private Answer call(
      String method, String rawPath, String rawQuery, String path, @Nullable String body) {
    var event = new APIGatewayV2HTTPEvent();
    event.setVersion("2.0");
    event.setRawPath(rawPath);
    event.setRawQueryString(rawQuery);
    event.setHeaders(headers(body));
    event.setBody(body);
    event.setRequestContext(
        RequestContext.builder()
            .withHttp(
                Http.builder().withMethod(method).withPath(path).withSourceIp("192.0.2.1").build())
            .build());
    return answer(event);
  }

  private Map<String, String> headers(@Nullable String body) {
    Map<String, String> all = new HashMap<>(headers);
    all.put("host", "api.example.com");
    if (body != null && saysLength) {
      all.put("content-length", Integer.toString(body.getBytes(StandardCharsets.UTF_8).length));
    }
    return all;
  }

  private Answer answer(APIGatewayV2HTTPEvent event) {
    try {
      var response = function.handleRequest(event, null);
      String body = response.getBody() == null ? "" : response.getBody();
      var answer =
          new Answer(response.getStatusCode(), response.getHeaders(), body, json.readTree(body));
      if (answer.status() >= PROBLEMS_FROM) {
        Inside.assertNotShownBy(answer);
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
