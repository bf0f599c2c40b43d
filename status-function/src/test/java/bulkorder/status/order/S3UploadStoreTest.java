package bulkorder.status.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bulkorder.status.StatusConfig;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3UploadStoreTest {

  private static final byte[] CONTENT = "{}\n".getBytes(StandardCharsets.UTF_8);

  /** What was put, in sequence; a key that stands twice here would be two files. */
  private final List<String> versions = new CopyOnWriteArrayList<>();

  private HttpServer bucket;
  private S3Client s3;
  private S3UploadStore store;

  @BeforeEach
  void start() throws IOException {
    bucket = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    bucket.start();
    s3 =
        S3Client.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + bucket.getAddress().getPort()))
            .forcePathStyle(true)
            .region(Region.AP_NORTHEAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
    store = new S3UploadStore(s3, new Config());
  }

  @AfterEach
  void stop() {
    s3.close();
    bucket.stop(0);
  }

  @Test
  void what_is_sent_again_because_no_answer_came_is_put_once() {
    bucket.createContext(
        "/",
        exchange -> {
          if (isThere(exchange)) {
            answer(exchange, 412);
          } else {
            take(exchange);
            // Closed without an answer: whoever sent it cannot know that it was taken.
            exchange.close();
          }
        });

    store.put("incoming/demo/a.jsonl", CONTENT);

    assertThat(versions).containsExactly("/bucket/incoming/demo/a.jsonl");
  }

  @Test
  void any_other_refusal_is_an_error() {
    bucket.createContext("/", exchange -> answer(exchange, 403));

    assertThatThrownBy(() -> store.put("incoming/demo/a.jsonl", CONTENT))
        .isInstanceOf(S3Exception.class);
  }

  private boolean isThere(HttpExchange exchange) {
    return "*".equals(exchange.getRequestHeaders().getFirst("If-None-Match"))
        && versions.contains(exchange.getRequestURI().getPath());
  }

  private void take(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    versions.add(exchange.getRequestURI().getPath());
  }

  private static void answer(HttpExchange exchange, int status) throws IOException {
    exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private static final class Config implements StatusConfig {
    @Override
    public String bucket() {
      return "bucket";
    }

    @Override
    public String ordersQueueUrl() {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean webhooksAnywhere() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Duration callTimeMax() {
      throw new UnsupportedOperationException();
    }

    @Override
    public FileBounds file() {
      throw new UnsupportedOperationException();
    }
  }
}
