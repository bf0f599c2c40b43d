package bulkorder.standins;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.BulkEmailEntry;
import software.amazon.awssdk.services.sesv2.model.MessageTag;
import software.amazon.awssdk.services.sesv2.model.SendBulkEmailRequest;

/** What is told of mails after they were taken. */
class MailEventsTest {

  private final BlockingQueue<MailEvent> events = new LinkedBlockingQueue<>();
  private final MailServer server;
  private final SesV2Client client;

  MailEventsTest(@TempDir Path directory) {
    server =
        MailServer.start(directory.resolve("mails.jsonl"), MailServer.Behaviour.NONE, events::add);
    server.addTemplate(new MailTemplate("thanks-en", "Thanks", "thanks", "<p>thanks</p>"));
    client =
        SesV2Client.builder()
            .endpointOverride(server.endpoint())
            .region(Region.AP_NORTHEAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @Test
  void a_mail_to_the_simulators_bounce_address_is_taken_and_bounces() throws Exception {
    String id = send("set", "bounce+17@simulator.amazonses.com").getFirst();

    MailEvent event = next();
    JsonNode json = Json.MAPPER.readTree(event.json());
    assertThat(event.configurationSet()).isEqualTo("set");
    assertThat(event.type()).isEqualTo("BOUNCE");
    assertThat(json.path("eventType").asText()).isEqualTo("Bounce");
    assertThat(json.at("/bounce/bounceType").asText()).isEqualTo("Permanent");
    assertThat(json.at("/bounce/bounceSubType").asText()).isEqualTo("General");
    assertThat(json.at("/bounce/bouncedRecipients").findValuesAsText("emailAddress"))
        .containsExactly("bounce+17@simulator.amazonses.com");
    assertThat(json.at("/mail/messageId").asText()).isEqualTo(id);
    assertThat(json.at("/mail/destination/0").asText())
        .isEqualTo("bounce+17@simulator.amazonses.com");
    assertThat(json.at("/mail/tags"))
        .hasToString(
            """
            {"ses:configuration-set":["set"],"kind":["thanks"],"notification":["1"]}""");
  }

  @Test
  void a_complaint_names_who_complained() throws Exception {
    send("set", "someone@complaint.example");

    MailEvent event = next();
    JsonNode json = Json.MAPPER.readTree(event.json());
    assertThat(event.type()).isEqualTo("COMPLAINT");
    assertThat(json.path("eventType").asText()).isEqualTo("Complaint");
    assertThat(json.at("/complaint/complainedRecipients/0/emailAddress").asText())
        .isEqualTo("someone@complaint.example");
  }

  @Test
  void a_full_mailbox_is_no_permanent_bounce_and_a_suppressed_address_is() throws Exception {
    send("set", "softbounce@bounce.example", "suppressionlist@simulator.amazonses.com");

    List<String> types = new ArrayList<>();
    for (MailEvent event : List.of(next(), next())) {
      JsonNode bounce = Json.MAPPER.readTree(event.json()).path("bounce");
      types.add(bounce.path("bounceType").asText() + " " + bounce.path("bounceSubType").asText());
    }
    assertThat(types).containsExactlyInAnyOrder("Transient MailboxFull", "Permanent Suppressed");
  }

  @Test
  void nothing_is_told_of_a_mail_that_is_delivered_or_names_no_configuration_set()
      throws Exception {
    send("", "bounce@simulator.amazonses.com");
    send("set", "success@simulator.amazonses.com", "a@example.com", "last@bounce.example");

    assertThat(next().json()).contains("last@bounce.example");
    assertThat(events).isEmpty();
  }

  @Test
  void the_mailbox_shows_the_tags() throws Exception {
    send("set", "a@example.com", "b@example.com");

    assertThat(get("/mailbox.json").path("messages").findValues("tags"))
        .extracting(JsonNode::toString)
        .containsExactly(
            """
            {"kind":"thanks","notification":"1"}""",
            """
            {"kind":"thanks","notification":"2"}""");
  }

  @Test
  void a_tag_with_other_characters_than_ses_allows_is_refused() {
    var request =
        request("set", List.of(entry("a@example.com", "17;drop"), entry("b@example.com", "18")));
    assertThat(client.sendBulkEmail(request).bulkEmailEntryResults())
        .extracting(result -> result.statusAsString())
        .containsExactly("INVALID_PARAMETER", "SUCCESS");
  }

  @Test
  void requests_are_written_down_as_they_come_in() throws Exception {
    send("set", "a@example.com", "not an address");
    send("set", "b@example.com");

    JsonNode first = get("/arrivals?limit=1").path("arrivals");
    JsonNode rest = get("/arrivals?since=2").path("arrivals");
    assertThat(first).hasSize(1);
    assertThat(first.at("/0/protocol").asText()).isEqualTo("SES");
    assertThat(first.at("/0/recipients").intValue()).isEqualTo(2);
    assertThat(first.at("/0/sent").intValue()).isEqualTo(1);
    assertThat(first.at("/0/status").intValue()).isEqualTo(200);
    assertThat(rest).hasSize(1);
    assertThat(rest.at("/0/nanos").longValue()).isGreaterThan(first.at("/0/nanos").longValue());
  }

  private MailEvent next() throws InterruptedException {
    MailEvent event = events.poll(10, TimeUnit.SECONDS);
    if (event == null) {
      throw new AssertionError("nothing was told within 10 s");
    }
    return event;
  }

  private List<String> send(String configurationSet, String... to) {
    List<BulkEmailEntry> entries = new ArrayList<>();
    for (String address : to) {
      entries.add(entry(address, Integer.toString(entries.size() + 1)));
    }
    return client.sendBulkEmail(request(configurationSet, entries)).bulkEmailEntryResults().stream()
        .map(result -> result.messageId() == null ? "" : result.messageId())
        .toList();
  }

  private static SendBulkEmailRequest request(String set, List<BulkEmailEntry> entries) {
    return SendBulkEmailRequest.builder()
        .fromEmailAddress("orders@example.com")
        .configurationSetName(set.isEmpty() ? null : set)
        .defaultEmailTags(tag("kind", "thanks"))
        .defaultContent(
            content ->
                content.template(named -> named.templateName("thanks-en").templateData("{}")))
        .bulkEmailEntries(entries)
        .build();
  }

  private static BulkEmailEntry entry(String to, String notification) {
    return BulkEmailEntry.builder()
        .destination(destination -> destination.toAddresses(to))
        .replacementTags(tag("notification", notification))
        .build();
  }

  private static MessageTag tag(String name, String value) {
    return MessageTag.builder().name(name).value(value).build();
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(server.endpoint().resolve(path)).build();
      return Json.MAPPER.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }
  }
}
