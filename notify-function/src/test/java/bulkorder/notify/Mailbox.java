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

  public static final String HASH_KEY = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVoxMjM0NTY=";

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
        String name = "test-" + kind.title() + "-" + language;
        running()
            .addTemplate(
                kind == NotificationKind.BATCH_FINISHED
                    ? toOperators(name)
                    : toCustomers(name, language));
      }
    }
    System.setProperty("aws.endpointUrlSesV2", running().endpoint().toString());
    System.setProperty("aws.region", "ap-northeast-1");
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
    return Map.of(
        "bulkorder.mail-from", "orders@example.com",
        "bulkorder.address-hash-key", HASH_KEY,
        "bulkorder.mail-templates", "test");
  }

  @Override
  public void stop() {
    running().close();
  }

  public static List<JsonNode> mailsTo(String address) {
    var list = running().endpoint().resolve("/mailbox.json?limit=1000&to=" + address);
    List<JsonNode> mails = new ArrayList<>();
    try (var answer = list.toURL().openStream()) {
      new ObjectMapper().readTree(answer).get("messages").forEach(mails::add);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return mails;
  }

  private static MailTemplate toCustomers(String name, String language) {
    return new MailTemplate(
        name,
        language + " {{text.orderReference}}",
        "{{text.customerName}} {{text.quantity}} {{text.amount}}",
        "<p>{{html.customerName}}</p>");
  }

  private static MailTemplate toOperators(String name) {
    return new MailTemplate(
        name,
        "{{text.fileName}}",
        "{{text.batchId}} {{text.status}} {{text.rows}} {{text.duration}} {{text.counts}} {{text.amounts}}",
        "<p>{{html.reports}}</p>");
  }

  private static MailServer running() {
    return Objects.requireNonNull(server);
  }
}
