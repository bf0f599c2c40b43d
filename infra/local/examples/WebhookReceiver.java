import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Receives webhooks on this machine and shows how they are verified. Nothing but a JDK is needed:
 *
 * <pre>java WebhookReceiver.java PORT whsec_…</pre>
 *
 * A message that is not ours, is too old or was changed is answered with 401. One that came before
 * is answered as if it were new, and dropped.
 */
public final class WebhookReceiver {

  private static final Duration TOLERANCE = Duration.ofMinutes(5);
  private static final int BODY_BYTES_MAX = 256 * 1024;
  private static final int IDS_REMEMBERED_MAX = 10_000;
  private static final String PREFIX = "whsec_";

  private final byte[] key;

  /** A real receiver keeps these where they outlive it: in the table that it writes the event to. */
  private final Set<String> seen =
      Collections.synchronizedSet(
          Collections.newSetFromMap(
              new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                  return size() > IDS_REMEMBERED_MAX;
                }
              }));

  private WebhookReceiver(String secret) {
    if (!secret.startsWith(PREFIX)) {
      throw new IllegalArgumentException("the secret begins with " + PREFIX);
    }
    this.key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
  }

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2) {
      System.err.println("usage: java WebhookReceiver.java PORT whsec_…");
      System.exit(2);
    }
    var receiver = new WebhookReceiver(arguments[1]);
    int port = Integer.parseInt(arguments[0]);
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", receiver::handle);
    server.start();
    System.out.println("listening at http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX);
      exchange.sendResponseHeaders(status(exchange, body), -1);
    }
  }

  private int status(HttpExchange exchange, byte[] body) {
    String id = exchange.getRequestHeaders().getFirst("webhook-id");
    String timestamp = exchange.getRequestHeaders().getFirst("webhook-timestamp");
    String signatures = exchange.getRequestHeaders().getFirst("webhook-signature");
    if (id == null || timestamp == null || signatures == null) {
      System.out.println("refused: a header is missing");
      return 401;
    }
    if (!recent(timestamp)) {
      System.out.println("refused: " + id + " is too old, or from the future");
      return 401;
    }
    if (!signed(id + "." + timestamp + ".", body, signatures)) {
      System.out.println("refused: " + id + " has no valid signature");
      return 401;
    }
    if (!seen.add(id)) {
      System.out.println("dropped: " + id + " came before");
      return 204;
    }
    // Answer first and work later: put the event into a queue or a table of your own.
    System.out.println("received: " + id + " " + new String(body, StandardCharsets.UTF_8));
    return 204;
  }

  /** Else a message that somebody has recorded could be sent again for ever. */
  private static boolean recent(String timestamp) {
    try {
      Instant sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
      return Duration.between(sent, Instant.now()).abs().compareTo(TOLERANCE) <= 0;
    } catch (RuntimeException notATime) {
      return false;
    }
  }

  /** There is one signature for each secret that is in force; one of them must be right. */
  private boolean signed(String head, byte[] body, String signatures) {
    byte[] expected = hmac(head, body);
    boolean right = false;
    for (String signature : signatures.split(" ", -1)) {
      String[] versionAndValue = signature.split(",", 2);
      if (versionAndValue.length == 2 && versionAndValue[0].equals("v1")) {
        // Takes as long for a wrong signature as for a nearly right one.
        right |= MessageDigest.isEqual(expected, decoded(versionAndValue[1]));
      }
    }
    return right;
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException notBase64) {
      return new byte[0];
    }
  }

  /** Of the bytes as they came: parsing and writing them again would change them. */
  private byte[] hmac(String head, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update(head.getBytes(StandardCharsets.UTF_8));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
