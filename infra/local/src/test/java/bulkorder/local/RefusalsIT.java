package bulkorder.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the packaged API answers to what is wrong: an executable may lack what it answers with. */
class RefusalsIT {
  private static final Duration ANSWER_MAX = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NOBODY = "019a0000-0000-7000-8000-000000000000";

  private static LocalSystem system;
  private static HttpClient http;
  private static String token;

  @BeforeAll
  static void start(@TempDir Path data) throws Exception {
    system =
        LocalSystem.start(
            LocalOptions.standard(
                    Path.of(System.getProperty("bulkorder.root")), data, System.err::println)
                .in(TestedPackaging.get())
                .running(
                    template -> template.withOnly(Set.of("SchemaFunction", "StatusFunction"))));
    http = HttpClient.newHttpClient();
    token = new SignIn(system.addresses()).forClient("demo");
  }

  @AfterAll
  static void stop() {
    http.close();
    system.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET    | batches?limit=many                  |                                  | 400 INVALID_PARAMETER
          GET    | batches?cursor=!                    |                                  | 400 INVALID_PARAMETER
          GET    | batches?stauts=PROCESSING           |                                  | 400 UNKNOWN_PARAMETER
          GET    | batches?limit=1&limit=2             |                                  | 400 REPEATED_PARAMETER
          POST   | batches                             | {"fileName":                     | 400 INVALID_BODY
          POST   | batches                             | {"fileNmae": "a.csv"}            | 400 INVALID_BODY
          POST   | batches                             | {"fileName": {}}                 | 400 INVALID_BODY
          POST   | batches/NOBODY/approve              | {"a": 1}                         | 400 UNEXPECTED_BODY
          GET    | clients                             |                                  | 403 NOT_PERMITTED
          GET    | nowhere                             |                                  | 404 UNKNOWN_PATH
          GET    | batches/NOBODY                      |                                  | 404 UNKNOWN_BATCH
          GET    | batches/NOBODY/reports/results      |                                  | 404 UNKNOWN_BATCH
          GET    | orders/1                            |                                  | 404 UNKNOWN_ORDER
          GET    | payments/1                          |                                  | 404 UNKNOWN_PAYMENT
          GET    | notifications/1                     |                                  | 404 UNKNOWN_NOTIFICATION
          DELETE | batches                             |                                  | 405 METHOD_NOT_ALLOWED
          POST   | batches                             | {"fileName": ""}                 | 422 INVALID_FIELD
          POST   | orders                              | {"orderReference": "R-1"}        | 422 INVALID_ORDER
          """)
  void a_wrong_request_gets_a_sentence_and_a_code(
      String method, String path, @Nullable String body, String problem) throws Exception {
    for (String language : new String[] {"en", "ja"}) {
      HttpResponse<String> answer =
          send(request(path.replace("NOBODY", NOBODY), language), method, body);

      assertThat(answer.statusCode() + " " + code(answer)).as(answer.body()).isEqualTo(problem);
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
      assertThat(answer.headers().firstValue("Content-Language")).hasValue(language);
      JsonNode told = JSON.readTree(answer.body());
      assertThat(told.path("title").asText()).isNotBlank();
      assertThat(told.path("detail").asText()).endsWith(language.equals("en") ? "." : "。");
    }
  }

  @Test
  void every_error_of_an_order_is_told_with_its_field_and_a_sentence() throws Exception {
    var answer =
        send(
            request("orders", "en"),
            "POST",
            """
            {"orderReference": "R-1", "customerName": "Taro", "customerEmail": "taro@",
             "productCode": "P-1", "quantity": "two", "unitPrice": 500, "paymentMethod": "tok_visa"}
            """);

    assertThat(JSON.readTree(answer.body()).path("errors"))
        .as(answer.body())
        .hasSizeGreaterThan(1)
        .allSatisfy(
            error -> {
              assertThat(error.path("field").asText()).isNotBlank();
              assertThat(error.path("code").asText()).isNotBlank();
              assertThat(error.path("message").asText()).endsWith(".");
            });
  }

  @Test
  void a_body_that_is_no_json_is_of_the_wrong_type() throws Exception {
    var answer =
        http.send(
            HttpRequest.newBuilder(system.addresses().api().resolve("/api/v1/batches"))
                .timeout(ANSWER_MAX)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("fileName=a.csv"))
                .build(),
            BodyHandlers.ofString(UTF_8));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(415);
    assertThat(code(answer)).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
  }

  private static HttpRequest.Builder request(String path, String language) {
    return HttpRequest.newBuilder(system.addresses().api().resolve("/api/v1/" + path))
        .timeout(ANSWER_MAX)
        .header("Authorization", "Bearer " + token)
        .header("Accept-Language", language);
  }

  private static HttpResponse<String> send(
      HttpRequest.Builder request, String method, @Nullable String body)
      throws IOException, InterruptedException {
    if (body == null) {
      request.method(method, BodyPublishers.noBody());
    } else {
      request
          .header("Content-Type", "application/json")
          .method(method, BodyPublishers.ofString(body));
    }
    return http.send(request.build(), BodyHandlers.ofString(UTF_8));
  }

  private static String code(HttpResponse<String> answer) throws IOException {
    return answer.body().isEmpty() ? "no body" : JSON.readTree(answer.body()).path("code").asText();
  }
}
