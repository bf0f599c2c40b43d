package bulkorder.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Gets tokens from the local issuer, as a person's sign-in would. */
public final class SignIn {
  private static final Duration ANSWER_MAX = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI issuer;

  /** At the issuer of a running system. */
  public SignIn(Addresses at) {
    this(at.issuer());
  }

  /** At this issuer. */
  public SignIn(URI issuer) {
    this.issuer = issuer;
  }

  /** A token of somebody who does all that one client's people do. */
  public String forClient(String client) throws IOException, InterruptedException {
    return token("client=%s&roles=operator+auditor".formatted(URLEncoder.encode(client, UTF_8)));
  }

  /** A token of somebody who settles what clients there are. */
  public String forAdministration() throws IOException, InterruptedException {
    return token("roles=admin");
  }

  /** A token of somebody who settles what clients there are, and whose calls count as one's. */
  public String forAdministratorOf(String client) throws IOException, InterruptedException {
    return token("client=%s&roles=admin".formatted(URLEncoder.encode(client, UTF_8)));
  }

  private String token(String form) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(issuer.resolve("/token"))
            .timeout(ANSWER_MAX)
            .POST(BodyPublishers.ofString(form))
            .build();
    try (var http = HttpClient.newHttpClient()) {
      var answer = http.send(request, BodyHandlers.ofString(UTF_8));
      return JSON.readTree(answer.body()).required("access_token").asText();
    }
  }
}
