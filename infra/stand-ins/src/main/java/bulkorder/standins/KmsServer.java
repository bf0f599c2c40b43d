package bulkorder.standins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * AWS KMS on a free port of 127.0.0.1, as far as symmetric keys wrap other keys: {@code Encrypt},
 * {@code Decrypt} and {@code DescribeKey} over AWS JSON 1.1. What was encrypted is decrypted under
 * the same encryption context alone. Keys live as long as the server; signatures are not checked.
 */
public final class KmsServer implements AutoCloseable {

  private static final String SERVICE = "TrentService.";

  /**
   * How it treats every request.
   *
   * @param latency before each answer, 60 seconds at most
   * @param error the type of the error that it answers, such as {@code ThrottlingException}; empty
   *     for none
   * @param cut whether it closes the connection instead of answering
   */
  public record Behaviour(Duration latency, String error, boolean cut) {

    /** Does what it is asked for, at once. */
    public static final Behaviour NONE = failing("");

    public Behaviour {
      Checks.latency(latency);
    }

    /** The same error to all, at once. */
    public static Behaviour failing(String error) {
      return new Behaviour(Duration.ZERO, error, false);
    }
  }

  private final KmsDesk desk = new KmsDesk();
  private final Map<String, Integer> calls = new ConcurrentHashMap<>();
  private final HttpEndpoint http;
  private volatile Behaviour behaviour = Behaviour.NONE;

  private KmsServer() throws IOException {
    this.http = HttpEndpoint.start(List.of(Route.post("/", this::answer)));
  }

  /** Starts without a key. */
  public static KmsServer start() {
    try {
      return new KmsServer();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start the key service", e);
    }
  }

  /** Its base URL, without a slash at the end. */
  public URI endpoint() {
    return http.uri();
  }

  /** Makes a key, and gives its ARN. */
  public String createKey() {
    return desk.createKey();
  }

  /** Has an alias ({@code alias/…}) mean a key, whatever it meant before. */
  public void alias(String alias, String keyArn) {
    desk.alias(alias, keyArn);
  }

  /** Lets a key encrypt and decrypt nothing any more. */
  public void disable(String keyArn) {
    desk.disable(keyArn);
  }

  /** Changes how requests are treated from now on. */
  public void behave(Behaviour next) {
    behaviour = next;
  }

  /** How often an operation was asked for, {@code Encrypt} say, whatever the answer was. */
  public int calls(String operation) {
    return calls.getOrDefault(operation, 0);
  }

  @Override
  public void close() {
    http.close();
  }

  private HttpAnswer answer(HttpRequest request) {
    Behaviour now = behaviour;
    String operation = request.header("X-Amz-Target").orElse("").replace(SERVICE, "");
    calls.merge(operation, 1, Integer::sum);
    pause(now.latency());
    if (now.cut()) {
      return new HttpAnswer.Cut();
    }
    try {
      if (!now.error().isEmpty()) {
        throw new KmsRefusal(now.error(), "The service was told to fail.");
      }
      return KmsRefusal.kms(200, done(operation, request));
    } catch (KmsRefusal refusal) {
      return refusal.answer();
    }
  }

  private Map<String, Object> done(String operation, HttpRequest request) {
    return switch (operation) {
      case "DescribeKey" -> desk.describe(request.json());
      case "Encrypt" -> desk.encrypt(request.json());
      case "Decrypt" -> desk.decrypt(request.json());
      default -> throw new KmsRefusal("UnknownOperationException", "");
    };
  }

  private static void pause(Duration latency) {
    try {
      Thread.sleep(latency);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted by the end of the server", e);
    }
  }
}
