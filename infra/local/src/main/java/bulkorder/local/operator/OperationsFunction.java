package bulkorder.local.operator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * A function whose operations are invoked by Lambda's Invoke call. A call over https is signed with
 * the credentials that the AWS SDK finds; one over http is for this machine.
 *
 * @param endpoint of Lambda; null for that of the region on AWS
 * @param name the function's name or ARN
 */
record OperationsFunction(@Nullable URI endpoint, String name) {
  /** A function of Lambda runs no longer. */
  private static final Duration ANSWER_MAX = Duration.ofSeconds(930);

  private static final Duration CONNECT_MAX = Duration.ofSeconds(10);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What HttpClient sets itself. */
  private static final Set<String> OWN_HEADERS = Set.of("host", "content-length");

  /**
   * Asks for an operation.
   *
   * @param request its fields
   */
  JsonNode ask(Map<String, String> request)
      throws NotReachableException, RefusedException, InterruptedException {
    try (var http = HttpClient.newBuilder().connectTimeout(CONNECT_MAX).build()) {
      var answer = http.send(invocation(JSON.writeValueAsBytes(request)), BodyHandlers.ofString());
      JsonNode json = read(answer);
      if (json.has("refused")) {
        throw new RefusedException(json.path("refused").asText());
      }
      return json;
    } catch (IOException | SdkException failure) {
      throw new NotReachableException(
          "%s cannot be invoked: %s".formatted(name, describe(failure)));
    }
  }

  private static String describe(Exception failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  private HttpRequest invocation(byte[] body) {
    URI url = url();
    var request =
        HttpRequest.newBuilder(url).timeout(ANSWER_MAX).POST(BodyPublishers.ofByteArray(body));
    if (url.getScheme().equals("https")) {
      sign(url, body, request);
    }
    return request.build();
  }

  private URI url() {
    URI base =
        endpoint == null
            ? URI.create("https://lambda.%s.amazonaws.com".formatted(region()))
            : endpoint;
    return base.resolve("/2015-03-31/functions/" + URLEncoder.encode(name, UTF_8) + "/invocations");
  }

  private void sign(URI url, byte[] body, HttpRequest.Builder request) {
    try (var credentials = DefaultCredentialsProvider.builder().build()) {
      var unsigned = SdkHttpRequest.builder().uri(url).method(SdkHttpMethod.POST).build();
      new Signing(credentials.resolveCredentials(), region())
          .headers(unsigned, body)
          .forEach(
              (header, values) -> {
                if (!OWN_HEADERS.contains(header.toLowerCase(Locale.ROOT))) {
                  values.forEach(value -> request.header(header, value));
                }
              });
    }
  }

  private static String region() {
    return new DefaultAwsRegionProviderChain().getRegion().id();
  }

  private JsonNode read(HttpResponse<String> answer) throws NotReachableException {
    JsonNode json = parsed(answer.body());
    if (answer.statusCode() != 200) {
      throw new NotReachableException(
          "%s cannot be invoked: %d %s"
              .formatted(
                  name,
                  answer.statusCode(),
                  json.path("Message").asText(json.path("message").asText())));
    }
    if (answer.headers().firstValue("X-Amz-Function-Error").isPresent()) {
      throw new NotReachableException(
          "%s failed: %s %s"
              .formatted(
                  name, json.path("errorType").asText(), json.path("errorMessage").asText()));
    }
    return json;
  }

  private JsonNode parsed(String body) throws NotReachableException {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException _) {
      throw new NotReachableException(name + " gave an answer that is not JSON");
    }
  }
}
