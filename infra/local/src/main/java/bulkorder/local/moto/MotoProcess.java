package bulkorder.local.moto;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The process of {@code moto_server}, which is looked for on the {@code PATH}. */
final class MotoProcess implements AutoCloseable {
  private static final Duration START_MAX = Duration.ofSeconds(60);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
  private static final Duration STOP_MAX = Duration.ofSeconds(5);
  private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

  private final Process process;
  private final URI endpoint;
  private final HttpClient http = HttpClient.newHttpClient();

  private MotoProcess(Process process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /**
   * Returns when it answers.
   *
   * @throws IOException if there is no such program, or it does not answer in time
   */
  static MotoProcess start(Path log) throws IOException, InterruptedException {
    int port = freePort();
    var builder =
        new ProcessBuilder("moto_server", "-H", "127.0.0.1", "-p", Integer.toString(port));
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    var moto = new MotoProcess(builder.start(), URI.create("http://127.0.0.1:" + port));
    try {
      moto.awaitAnswer(log);
      return moto;
    } catch (IOException | InterruptedException | RuntimeException failure) {
      moto.close();
      throw failure;
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  private void awaitAnswer(Path log) throws IOException, InterruptedException {
    long giveUp = System.nanoTime() + START_MAX.toNanos();
    while (!answers()) {
      if (System.nanoTime() > giveUp
          || process.waitFor(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("moto_server does not answer; its log is " + log);
      }
    }
  }

  private boolean answers() throws InterruptedException {
    try {
      return !records().isEmpty();
    } catch (IOException _) {
      return false;
    }
  }

  URI endpoint() {
    return endpoint;
  }

  SesQuery ses() {
    return new SesQuery(endpoint, http);
  }

  /** All that it has taken in, as it tells of it, in JSON. */
  String records() throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(endpoint.resolve("/moto-api/data.json")).timeout(ANSWER_MAX).build();
    var answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("moto_server answered with " + answer.statusCode());
    }
    return answer.body();
  }

  @Override
  public void close() {
    http.shutdownNow();
    process.destroy();
    try {
      if (!process.waitFor(STOP_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
