package bulkorder.ledger.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import bulkorder.standins.TokenIssuer;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** A real issuer of tokens, whose tokens the function takes. */
public class Tokens implements QuarkusTestResourceLifecycleManager {

  private @Nullable TokenIssuer issuer;

  @Override
  public Map<String, String> start() {
    TokenIssuer started = TokenIssuer.startTemporary();
    issuer = started;
    return Map.of(
        "mp.jwt.verify.issuer", started.issuer().toString(),
        "mp.jwt.verify.publickey.location", started.keys().toString(),
        "mp.jwt.verify.audiences", TokenIssuer.AUDIENCE);
  }

  /** A token that the issuer makes of this form; see {@link TokenIssuer} for its fields. */
  public static String get(Map<String, String> form) {
    String issuer = ConfigProvider.getConfig().getValue("mp.jwt.verify.issuer", String.class);
    return get(URI.create(issuer), form);
  }

  /** The same from another issuer. */
  public static String get(URI issuer, Map<String, String> form) {
    String body =
        form.entrySet().stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    var request =
        HttpRequest.newBuilder(issuer.resolve("/token"))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (var http = HttpClient.newHttpClient()) {
      var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      return new ObjectMapper().readTree(answer.body()).required("access_token").asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void stop() {
    Objects.requireNonNull(issuer).close();
  }
}
