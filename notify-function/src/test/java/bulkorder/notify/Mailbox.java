package bulkorder.notify;

import bulkorder.ledger.NotificationKind;
import bulkorder.standins.MailServer;
import bulkorder.standins.MailTemplate;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The mail provider's stand-in, and what it has in its mailbox. */
public class Mailbox implements QuarkusTestResourceLifecycleManager {

  private static @Nullable MailServer server;

  @Override
  public Map<String, String> start() {
    try {
      Path directory = Files.createTempDirectory("mailbox");
      server = MailServer.start(directory.resolve("mailbox.jsonl"), MailServer.Behaviour.NONE);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    for (NotificationKind kind : NotificationKind.values()) {
      for (String language : List.of("ja", "en")) {
        running()
            .addTemplate(
                new MailTemplate(
                    "test-" + kind.title() + "-" + language,
                    language + " {{text.orderReference}}",
                    "{{text.customerName}} {{text.quantity}} {{text.amount}}",
                    "<p>{{html.customerName}}</p>"));
      }
    }
    System.setProperty("aws.endpointUrlSesV2", running().endpoint().toString());
    System.setProperty("aws.region", "ap-northeast-1");
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
    return Map.of(
        "bulkorder.mail-from", "orders@example.com",
        "bulkorder.address-hash-key", "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVoxMjM0NTY=",
        "bulkorder.mail-templates", "test");
  }

  @Override
  public void stop() {
    running().close();
  }

  static List<JsonNode> mailsTo(String address) throws IOException {
    var list = running().endpoint().resolve("/mailbox.json?limit=1000&to=" + address);
    List<JsonNode> mails = new ArrayList<>();
    new ObjectMapper().readTree(list.toURL().openStream()).get("messages").forEach(mails::add);
    return mails;
  }

  private static MailServer running() {
    return Objects.requireNonNull(server);
  }
}
