package bulkorder.local.events;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.local.lambda.InvocationResult;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvokeApiTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  static InvokeApi api;

  @BeforeAll
  static void start() throws IOException {
    api = InvokeApi.start(Set.of("Echo", "Broken", "Slow"), InvokeApiTest::invoke);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static InvocationResult invoke(String function, String payload) {
    return switch (function) {
      case "Broken" -> new InvocationResult.FunctionError("Bad", "no \"luck\"");
      case "Slow" -> new InvocationResult.TimedOut(Duration.ofSeconds(3));
      default -> new InvocationResult.Succeeded(payload);
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"Echo", "arn:aws:lambda:ap-northeast-1:000000000000:function:Echo"})
  void a_function_is_invoked_by_name_or_arn_and_its_answer_comes_back(String name)
      throws Exception {
    var answer = send(invocation(name));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"注\":1}");
    assertThat(answer.headers().firstValue("X-Amz-Function-Error")).isEmpty();
  }

  @Test
  void an_error_of_the_function_is_told_as_lambda_tells_it() throws Exception {
    var answer = send(invocation("Broken"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("X-Amz-Function-Error")).contains("Unhandled");
    assertThat(answer.body())
        .isEqualTo("{\"errorType\":\"Bad\",\"errorMessage\":\"no \\\"luck\\\"\"}");
    assertThat(send(invocation("Slow")).body()).contains("Task timed out after 3 s");
  }

  @Test
  void a_function_that_does_not_exist_is_not_found() throws Exception {
    var answer = send(invocation("Other"));

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("X-Amzn-ErrorType"))
        .contains("ResourceNotFoundException");
  }

  @Test
  void an_invocation_that_waits_for_no_answer_is_not_offered() throws Exception {
    assertThat(send(invocation("Echo").header("X-Amz-Invocation-Type", "Event")).statusCode())
        .isEqualTo(400);
  }

  private static HttpRequest.Builder invocation(String name) {
    return HttpRequest.newBuilder(
            api.endpoint()
                .resolve("/2015-03-31/functions/" + name.replace(":", "%3A") + "/invocations"))
        .POST(BodyPublishers.ofString("{\"注\":1}"));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }
}
