package bulkorder.notify.announcing;

import bulkorder.standins.MailServer;
import bulkorder.standins.MailTemplate;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The mail provider's stand-in, with a template that shows what operators are told. It takes the
 * place of the one that the other tests have.
 */
public class OperatorMailbox implements QuarkusTestResourceLifecycleManager {

  static final String HASH_KEY = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVoxMjM0NTY=";

  private static @Nullable MailServer server;

  @Override
  public Map<String, String> start() {
    try {
      Path directory = Files.createTempDirectory("mailbox");
      server = MailServer.start(directory.resolve("mailbox.jsonl"), MailServer.Behaviour.NONE);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    Map<String, String> config = new HashMap<>();
    for (String language : List.of("ja", "en")) {
      String name = "test-batch-finished-" + language;
      config.put("bulkorder.mail-template." + language, name);
      running()
          .addTemplate(
              new MailTemplate(
                  name,
                  "{{text.fileName}}",
                  "{{text.batchId}} {{text.status}} {{text.rows}} {{text.duration}} {{text.counts}} {{text.amounts}}",
                  "<p>{{html.reports}}</p>"));
    }
    System.setProperty("aws.endpointUrlSesV2", running().endpoint().toString());
    System.setProperty("aws.region", "ap-northeast-1");
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
    config.put("bulkorder.mail-from", "orders@example.com");
    config.put("bulkorder.address-hash-key", HASH_KEY);
    return config;
  }

  @Override
  public int order() {
    return 10;
  }

  @Override
  public void stop() {
    running().close();
  }

  static List<JsonNode> mailsTo(String address) {
    var list = running().endpoint().resolve("/mailbox.json?limit=1000&to=" + address);
    List<JsonNode> mails = new ArrayList<>();
    try (var answer = list.toURL().openStream()) {
      new ObjectMapper().readTree(answer).get("messages").forEach(mails::add);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return mails;
  }

  private static MailServer running() {
    return Objects.requireNonNull(server);
  }
}
