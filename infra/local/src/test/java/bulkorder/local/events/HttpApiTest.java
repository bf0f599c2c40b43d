package bulkorder.local.events;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.local.lambda.InvocationResult;
import bulkorder.local.template.EventSource.Requests;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HttpApiTest {
  private static final Requests ROUTE =
      new Requests("Api", "/api/{proxy+}", "ANY", Duration.ofMillis(500));
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  static HttpApi api;

  @BeforeAll
  static void start() throws Exception {
    api =
        new HttpApi.Builder()
            .route(ROUTE, "Echo")
            .start(HttpApiTest::invoke, Clock.systemUTC(), _ -> {});
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  /** Answers the event itself, but for a few paths. */
  private static InvocationResult invoke(String function, String payload)
      throws InterruptedException {
    if (payload.contains("/api/hang")) {
      new CountDownLatch(1).await();
    }
    if (payload.contains("/api/fail")) {
      return new InvocationResult.FunctionError("Bad", "no");
    }
    if (payload.contains("/api/teapot")) {
      return new InvocationResult.Succeeded(
          """
          {"statusCode":418,"headers":{"X-Pot":"tea"},"cookies":["a=1","b=2"],
           "body":"5rOo5paH","isBase64Encoded":true}
          """);
    }
    return new InvocationResult.Succeeded(payload);
  }

  @Test
  void a_request_is_an_event_of_version_2() throws Exception {
    var answer =
        send(
            request("/api/orders/7?a=1&a=2&name=%E6%B3%A8")
                .header("X-Trace", "on")
                .header("Cookie", "one=1; two=2")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"x\":1}")));
    var event = JSON.readTree(answer.body());
    assertThat(event.path("version").asText()).isEqualTo("2.0");
    assertThat(event.path("routeKey").asText()).isEqualTo("ANY /api/{proxy+}");
    assertThat(event.path("rawPath").asText()).isEqualTo("/api/orders/7");
    assertThat(event.path("rawQueryString").asText()).isEqualTo("a=1&a=2&name=%E6%B3%A8");
    assertThat(event.at("/queryStringParameters/a").asText()).isEqualTo("1,2");
    assertThat(event.at("/queryStringParameters/name").asText()).isEqualTo("注");
    assertThat(event.at("/pathParameters/proxy").asText()).isEqualTo("orders/7");
    assertThat(event.at("/headers/x-trace").asText()).isEqualTo("on");
    assertThat(event.path("headers").has("cookie")).isFalse();
    assertThat(event.path("cookies")).extracting(it -> it.asText()).contains("one=1", "two=2");
    assertThat(event.at("/requestContext/http/method").asText()).isEqualTo("POST");
    assertThat(event.path("body").asText()).isEqualTo("{\"x\":1}");
    assertThat(event.path("isBase64Encoded").asBoolean(true)).isFalse();
  }

  @Test
  void a_body_that_is_no_text_is_base64() throws Exception {
    var answer =
        send(
            request("/api/file")
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofByteArray(new byte[] {1, 2, 3})));
    var event = JSON.readTree(answer.body());
    assertThat(event.path("body").asText()).isEqualTo("AQID");
    assertThat(event.path("isBase64Encoded").asBoolean()).isTrue();
  }

  @Test
  void an_answer_has_the_functions_status_headers_cookies_and_body() throws Exception {
    var answer = send(request("/api/teapot"));
    assertThat(answer.statusCode()).isEqualTo(418);
    assertThat(answer.headers().firstValue("X-Pot")).hasValue("tea");
    assertThat(answer.headers().allValues("Set-Cookie")).containsExactly("a=1", "b=2");
    assertThat(answer.body()).isEqualTo("注文");
  }

  @Test
  void a_path_without_a_route_is_not_found() throws Exception {
    var answer = send(request("/elsewhere"));
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).isEqualTo("{\"message\":\"Not Found\"}");
  }

  @Test
  void a_function_that_fails_is_an_internal_error() throws Exception {
    assertThat(send(request("/api/fail")).statusCode()).isEqualTo(500);
  }

  @Test
  void a_function_that_takes_too_long_is_unavailable() throws Exception {
    var answer = send(request("/api/hang"));
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).isEqualTo("{\"message\":\"Service Unavailable\"}");
  }

  @Test
  void a_request_of_more_than_ten_megabytes_is_too_large() throws Exception {
    var body = new byte[10 * 1024 * 1024 + 1];
    assertThat(send(request("/api/big").POST(BodyPublishers.ofByteArray(body))).statusCode())
        .isEqualTo(413);
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(api.endpoint().resolve(path));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }
}
