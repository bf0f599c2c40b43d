package bulkorder.standins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.BadRequestException;
import software.amazon.awssdk.services.sesv2.model.BulkEmailEntry;
import software.amazon.awssdk.services.sesv2.model.BulkEmailEntryResult;
import software.amazon.awssdk.services.sesv2.model.MessageRejectedException;
import software.amazon.awssdk.services.sesv2.model.NotFoundException;
import software.amazon.awssdk.services.sesv2.model.SesV2Exception;
import software.amazon.awssdk.services.sesv2.model.Template;
import software.amazon.awssdk.services.sesv2.model.TooManyRequestsException;

class MailServerTest {

  private static final String NAMED =
      """
      {"customer": {"name": "山田 & <b>Co</b>"}, "order": 7}""";

  private final Path file;
  private final MailServer server;
  private final SesV2Client client;
  private final HttpClient http = HttpClient.newHttpClient();

  MailServerTest(@TempDir Path directory) {
    file = directory.resolve("mails.jsonl");
    server = MailServer.start(file, MailServer.Behaviour.NONE);
    client =
        SesV2Client.builder()
            .endpointOverride(server.endpoint())
            .region(Region.AP_NORTHEAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .httpClient(UrlConnectionHttpClient.create())
            .overrideConfiguration(
                configuration -> configuration.retryStrategy(retry -> retry.maxAttempts(1)))
            .build();
  }

  @BeforeEach
  void thereIsATemplate() {
    server.addTemplate(
        new MailTemplate(
            "order-confirmation-ja",
            "ご注文 {{order}}",
            "{{customer.name}} 様",
            "<p>{{ customer.name }} 様</p>"));
  }

  @AfterEach
  void close() {
    client.close();
    http.close();
    server.close();
  }

  @Test
  void a_bulk_mail_is_rendered_for_each_recipient_without_escaping() throws IOException {
    List<BulkEmailEntryResult> results =
        sendBulk(entry("a@example.com", NAMED), entry("b@example.com", NAMED.replace("7", "8")));

    assertThat(results).extracting(BulkEmailEntryResult::statusAsString).containsOnly("SUCCESS");
    JsonNode messages = mailbox("").path("messages");
    assertThat(messages.findValuesAsText("id"))
        .containsExactlyElementsOf(results.stream().map(BulkEmailEntryResult::messageId).toList());
    assertThat(messages.findValuesAsText("subject")).containsExactly("ご注文 7", "ご注文 8");
    assertThat(messages.path(0).path("text").asText()).isEqualTo("山田 & <b>Co</b> 様");
    assertThat(messages.path(0).path("html").asText()).isEqualTo("<p>山田 & <b>Co</b> 様</p>");
    assertThat(messages.path(0).path("from").asText()).isEqualTo("orders@example.com");
    assertThat(messages.path(0).path("sent_at").asText()).matches("\\d{4}-.*Z");
  }

  @Test
  void an_entry_that_cannot_be_sent_does_not_stop_its_neighbours() throws IOException {
    List<BulkEmailEntryResult> results =
        sendBulk(
            entry("a@example.com", NAMED),
            entry("b@example.com", "{\"order\": 7}"),
            entry("not an address", NAMED),
            entry("reject@simulator.example", NAMED),
            entry("throttle-once@example.com", NAMED),
            entry("z@example.com", NAMED));

    assertThat(results)
        .extracting(BulkEmailEntryResult::statusAsString)
        .containsExactly(
            "SUCCESS",
            "RENDERING_FAILURE",
            "INVALID_PARAMETER",
            "MESSAGE_REJECTED",
            "TRANSIENT_FAILURE",
            "SUCCESS");
    assertThat(results.get(1).error())
        .isEqualTo("Attribute 'customer.name' is not present in the rendering data.");
    assertThat(sendBulk(entry("throttle-once@example.com", NAMED)))
        .extracting(BulkEmailEntryResult::statusAsString)
        .containsExactly("SUCCESS");
    assertThat(mailbox("").path("messages").findValuesAsText("to"))
        .containsExactly("a@example.com", "z@example.com", "throttle-once@example.com");
  }

  @Test
  void a_template_may_come_with_the_request_and_have_default_data() throws IOException {
    client.sendBulkEmail(
        request ->
            request
                .fromEmailAddress("orders@example.com")
                .defaultContent(
                    content ->
                        content.template(
                            template ->
                                template
                                    .templateContent(
                                        inline ->
                                            inline.subject("{{greeting}}").text("{{n}}").html(""))
                                    .templateData("{\"greeting\": \"hello\", \"n\": 1}")))
                .bulkEmailEntries(
                    entry("a@example.com", "{}"), entry("b@example.com", "{\"n\": 2}")));

    JsonNode messages = mailbox("").path("messages");
    assertThat(messages.findValuesAsText("subject")).containsExactly("hello", "hello");
    assertThat(messages.findValuesAsText("text")).containsExactly("1", "2");
  }

  @Test
  void more_than_fifty_entries_are_refused_whole() throws IOException {
    BulkEmailEntry[] entries =
        IntStream.rangeClosed(0, 50)
            .mapToObj(i -> entry("a" + i + "@example.com", NAMED))
            .toArray(BulkEmailEntry[]::new);

    assertThatThrownBy(() -> sendBulk(entries))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("there are 51 entries, not 1 to 50");
    assertThat(mailbox("").path("total").intValue()).isZero();
    assertThat(sendBulk(Arrays.copyOf(entries, 50))).hasSize(50);
  }

  @Test
  void an_unknown_template_is_said() {
    assertThat(sendBulk("missing", entry("a@example.com", NAMED)))
        .extracting(BulkEmailEntryResult::statusAsString)
        .containsExactly("TEMPLATE_NOT_FOUND");
    assertThatThrownBy(
            () -> sendOne("a@example.com", Template.builder().templateName("missing").build()))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void a_single_mail_is_sent_as_it_is() throws IOException {
    String id =
        client
            .sendEmail(
                request ->
                    request
                        .fromEmailAddress("orders@example.com")
                        .destination(to -> to.toAddresses("山田 <A@Example.com>"))
                        .content(
                            content ->
                                content.simple(
                                    simple ->
                                        simple
                                            .subject(subject -> subject.data("{{plain}}"))
                                            .body(body -> body.text(text -> text.data("本文"))))))
            .messageId();

    JsonNode found = mailbox("?to=a@example.com").path("messages").path(0);
    assertThat(found.path("id").asText()).isEqualTo(id);
    assertThat(found.path("subject").asText()).isEqualTo("{{plain}}");
    assertThat(found.path("text").asText()).isEqualTo("本文");
  }

  @Test
  void a_single_mail_that_cannot_be_sent_is_an_error() {
    Template template =
        Template.builder().templateName("order-confirmation-ja").templateData(NAMED).build();

    assertThatThrownBy(() -> sendOne("reject@simulator.example", template))
        .isInstanceOf(MessageRejectedException.class);
    assertThatThrownBy(() -> sendOne("nowhere", template))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("Missing or invalid address: nowhere");
    assertThatThrownBy(() -> sendOne("throttle-once@example.com", template))
        .isInstanceOf(TooManyRequestsException.class);
  }

  @Test
  void more_recipients_than_the_rate_are_refused() {
    server.behave(new MailServer.Behaviour(Duration.ZERO, 2, 0));
    sendBulk(entry("a@example.com", NAMED), entry("b@example.com", NAMED));

    assertThatThrownBy(() -> sendBulk(entry("c@example.com", NAMED), entry("d@example.com", NAMED)))
        .isInstanceOf(TooManyRequestsException.class)
        .hasMessageContaining("Maximum sending rate exceeded.");
  }

  @Test
  void the_behaviour_can_be_changed_over_http() throws IOException {
    send(
        HttpRequest.newBuilder(server.endpoint().resolve("/behaviour"))
            .PUT(HttpRequest.BodyPublishers.ofString("{\"error_rate\": 1}")));

    assertThatThrownBy(() -> sendBulk(entry("a@example.com", NAMED)))
        .isInstanceOfSatisfying(
            SesV2Exception.class, e -> assertThat(e.statusCode()).isEqualTo(500));
  }

  @Test
  void the_mailbox_is_read_in_pages_by_recipient_and_in_sum() throws IOException {
    for (int i = 1; i <= 3; i++) {
      sendBulk(
          entry("a@example.com", NAMED.replace("7", "1" + i)),
          entry("b@example.com", NAMED.replace("7", "2" + i)));
    }

    JsonNode first = mailbox("?limit=2&to=A@example.com").path("messages");
    String last = first.path(1).path("id").asText();
    JsonNode second = mailbox("?limit=2&to=a@example.com&after=" + last).path("messages");
    JsonNode summary = mailbox("?summary=true");

    assertThat(first.findValuesAsText("subject")).containsExactly("ご注文 11", "ご注文 12");
    assertThat(second.findValuesAsText("subject")).containsExactly("ご注文 13");
    assertThat(summary.toString())
        .isEqualTo(
            """
            {"total":6,"templates":{"order-confirmation-ja":6},"languages":{"ja":6}}""");
  }

  @Test
  void the_mailbox_is_kept_between_runs_and_reads_as_it_was_sent() throws IOException {
    sendBulk(entry("a@example.com", NAMED));
    server.addTemplate(new MailTemplate("order-confirmation-ja", "changed", "", ""));
    JsonNode before = mailbox("");
    server.close();

    try (var restarted = MailServer.start(file, MailServer.Behaviour.NONE)) {
      assertThat(before.path("messages").path(0).path("subject").asText()).isEqualTo("ご注文 7");
      assertThat(json(restarted.endpoint().resolve("/mailbox.json"))).isEqualTo(before);
    }
  }

  @Test
  void a_person_sees_what_a_customer_gets_and_no_script_runs() throws IOException {
    String script = "{\"customer\": {\"name\": \"\\\"><script>alert(1)</script>\"}, \"order\": 7}";
    String id = sendBulk(entry("a@example.com", script)).getFirst().messageId();

    String page = page("/mail/" + id);
    assertThat(page).contains("<iframe sandbox=\"\"", "&lt;script&gt;").doesNotContain("<script>");
    assertThat(page("/?to=" + URLEncoder.encode("a@example.com", StandardCharsets.UTF_8)))
        .contains("/mail/" + id, "ご注文 7");
    assertThat(page("/?to=other@example.com")).doesNotContain("/mail/" + id);
  }

  @Test
  void a_template_that_ses_could_not_render_is_refused() {
    assertThatThrownBy(() -> server.addTemplate(new MailTemplate("x", "{{#each orders}}", "", "")))
        .hasMessage("the template has \"{{#each orders}}\", which is no {{value}}");
  }

  private List<BulkEmailEntryResult> sendBulk(BulkEmailEntry... entries) {
    return sendBulk("order-confirmation-ja", entries);
  }

  private List<BulkEmailEntryResult> sendBulk(String template, BulkEmailEntry... entries) {
    return client
        .sendBulkEmail(
            request ->
                request
                    .fromEmailAddress("orders@example.com")
                    .defaultContent(
                        content ->
                            content.template(
                                named -> named.templateName(template).templateData("{}")))
                    .bulkEmailEntries(entries))
        .bulkEmailEntryResults();
  }

  private void sendOne(String to, Template template) {
    client.sendEmail(
        request ->
            request
                .fromEmailAddress("orders@example.com")
                .destination(destination -> destination.toAddresses(to))
                .content(content -> content.template(template)));
  }

  private static BulkEmailEntry entry(String to, String data) {
    return BulkEmailEntry.builder()
        .destination(destination -> destination.toAddresses(to))
        .replacementEmailContent(
            content ->
                content.replacementTemplate(template -> template.replacementTemplateData(data)))
        .build();
  }

  private JsonNode mailbox(String query) throws IOException {
    return json(server.endpoint().resolve("/mailbox.json" + query));
  }

  private JsonNode json(URI uri) throws IOException {
    return Json.MAPPER.readTree(send(HttpRequest.newBuilder(uri)).body());
  }

  private String page(String path) throws IOException {
    return send(HttpRequest.newBuilder(server.endpoint().resolve(path))).body();
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    try {
      return http.send(
          request.timeout(Duration.ofSeconds(10)).build(), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
