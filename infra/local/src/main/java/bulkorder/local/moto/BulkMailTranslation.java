package bulkorder.local.moto;

import static java.nio.charset.StandardCharsets.UTF_8;

import bulkorder.standins.MailTemplate;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * SES v2's {@code SendBulkEmail}, which moto does not have, as SES v1's {@code
 * SendBulkTemplatedEmail}, which it has. The configuration set and tags, which belong to events
 * that moto does not send, are left out.
 */
final class BulkMailTranslation implements AutoCloseable {
  private static final int BACKLOG = 64;
  private static final int BODY_BYTES_MAX = 1 << 20;
  private static final int REFUSED = 400;
  private static final String PATH = "/v2/email/outbound-bulk-emails";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SesQuery ses;
  private final HttpServer server;
  private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();

  private BulkMailTranslation(SesQuery ses, HttpServer server) {
    this.ses = ses;
    this.server = server;
  }

  /** Listens on a free port of 127.0.0.1. */
  static BulkMailTranslation start(SesQuery ses) throws IOException {
    var address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
    var translation = new BulkMailTranslation(ses, HttpServer.create(address, BACKLOG));
    translation.server.createContext(PATH, translation::handle);
    translation.server.setExecutor(translation.requests);
    translation.server.start();
    return translation;
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Makes mails be refused that come from another sender. */
  void verify(String sender) {
    call("VerifyEmailIdentity", Map.of("EmailAddress", sender));
  }

  void addTemplate(MailTemplate template) {
    call(
        "CreateTemplate",
        Map.of(
            "Template.TemplateName", template.name(),
            "Template.SubjectPart", template.subject(),
            "Template.TextPart", template.text(),
            "Template.HtmlPart", template.html()));
  }

  private void call(String action, Map<String, String> parameters) {
    try {
      ses.call(action, parameters, "RequestId");
    } catch (IOException | SesQuery.Refused e) {
      throw new IllegalStateException("SES does not take " + action, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var asked = JSON.readTree(exchange.getRequestBody().readNBytes(BODY_BYTES_MAX));
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      try {
        answer(exchange, 200, sent(asked));
      } catch (SesQuery.Refused refused) {
        exchange.getResponseHeaders().set("x-amzn-ErrorType", refused.code() + "Exception");
        answer(exchange, REFUSED, JSON.createObjectNode().put("message", refused.getMessage()));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private JsonNode sent(JsonNode asked) throws IOException, InterruptedException, SesQuery.Refused {
    List<String> messageIds = ses.call("SendBulkTemplatedEmail", translated(asked), "MessageId");
    var answer = JSON.createObjectNode();
    var results = answer.putArray("BulkEmailEntryResults");
    messageIds.forEach(id -> results.addObject().put("Status", "SUCCESS").put("MessageId", id));
    return answer;
  }

  private static Map<String, String> translated(JsonNode asked) {
    Map<String, String> parameters = new LinkedHashMap<>();
    var template = asked.path("DefaultContent").path("Template");
    parameters.put("Source", asked.path("FromEmailAddress").asText());
    parameters.put("Template", template.path("TemplateName").asText());
    parameters.put("DefaultTemplateData", template.path("TemplateData").asText());
    int number = 0;
    for (var entry : asked.path("BulkEmailEntries")) {
      var destination = "Destinations.member.%d.".formatted(++number);
      var values = entry.path("ReplacementEmailContent").path("ReplacementTemplate");
      parameters.put(
          destination + "ReplacementTemplateData", values.path("ReplacementTemplateData").asText());
      parameters.put(
          destination + "Destination.ToAddresses.member.1",
          entry.path("Destination").path("ToAddresses").path(0).asText());
    }
    return parameters;
  }

  private static void answer(HttpExchange exchange, int status, JsonNode answer)
      throws IOException {
    byte[] body = answer.toString().getBytes(UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    requests.shutdownNow();
  }
}
