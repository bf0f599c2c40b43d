package bulkorder.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bulkorder.ledger.NotificationKind;
import bulkorder.ledger.ReasonCode;
import bulkorder.ledger.notification.MailOutcome;
import bulkorder.ledger.notification.MailOutcome.NotNow;
import bulkorder.ledger.notification.MailOutcome.Refused;
import bulkorder.ledger.notification.MailOutcome.Sent;
import bulkorder.ledger.notification.MailOutcome.Throttled;
import bulkorder.notify.HttpProvider.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sesv2.SesV2Client;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SesMailSenderTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, String> SETTINGS =
      Map.of(
          "bulkorder.mail-from", "orders@example.com",
          "bulkorder.mail-templates", "bulkorder",
          "bulkorder.mail-configuration-set", "bulkorder-mail");

  private HttpProvider provider;
  private SesV2Client ses;

  @BeforeAll
  void start() throws IOException {
    provider = HttpProvider.start();
    ses =
        SesV2Client.builder()
            .endpointOverride(provider.uri())
            .region(Region.AP_NORTHEAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .overrideConfiguration(c -> c.retryStrategy(r -> r.maxAttempts(1)))
            .build();
  }

  @AfterAll
  void stop() {
    ses.close();
    provider.close();
  }

  @Test
  void a_request_names_template_and_configuration_set_and_each_mail_its_notification()
      throws IOException {
    entries("SUCCESS", "SUCCESS");

    sender(SETTINGS).send(GivenMails.mails(NotificationKind.PAYMENT_FAILED, "ja", 41, 2));

    JsonNode request = JSON.readTree(provider.arrivals().getFirst().body());
    assertThat(request.at("/DefaultContent/Template/TemplateName").asText())
        .isEqualTo("bulkorder-payment-failed-ja");
    assertThat(request.path("ConfigurationSetName").asText()).isEqualTo("bulkorder-mail");
    assertThat(request.path("FromEmailAddress").asText()).isEqualTo("orders@example.com");
    JsonNode entry = request.at("/BulkEmailEntries/1");
    assertThat(entry.at("/Destination/ToAddresses/0").asText()).isEqualTo("to42@example.com");
    assertThat(entry.path("ReplacementTags").toString())
        .isEqualTo("[{\"Name\":\"notification\",\"Value\":\"42\"}]");
    JsonNode data =
        JSON.readTree(
            entry
                .at("/ReplacementEmailContent/ReplacementTemplate/ReplacementTemplateData")
                .asText());
    assertThat(data.at("/text/customerName").asText()).isEqualTo("<b>山田 & Söhne</b>");
    assertThat(data.at("/html/customerName").asText())
        .isEqualTo("&lt;b&gt;山田 &amp; Söhne&lt;/b&gt;");
  }

  @Test
  void without_a_configuration_set_none_is_named() throws IOException {
    entries("SUCCESS");

    sender(Map.of("bulkorder.mail-from", "a@example.com", "bulkorder.mail-templates", "bulkorder"))
        .send(GivenMails.mails(NotificationKind.ORDER_CONFIRMED, "en", 1, 1));

    assertThat(JSON.readTree(provider.arrivals().getFirst().body()).has("ConfigurationSetName"))
        .isFalse();
  }

  @Test
  void each_mail_of_a_request_has_an_outcome_of_its_own() {
    entries(
        "SUCCESS",
        "INVALID_PARAMETER",
        "MESSAGE_REJECTED",
        "ACCOUNT_THROTTLED",
        "TRANSIENT_FAILURE",
        "TEMPLATE_NOT_FOUND",
        "SOMETHING_NEW");

    assertThat(outcomes(8))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                0L, new Sent("message-0"),
                1L, new Refused(ReasonCode.ADDRESS_REJECTED),
                2L, new Refused(ReasonCode.MAIL_REJECTED),
                3L, new Throttled(),
                4L, new NotNow(),
                5L, new NotNow(),
                6L, new NotNow(),
                7L, new NotNow()));
  }

  @ParameterizedTest
  @CsvSource({
    "429, TooManyRequestsException",
    "400, ThrottlingException",
  })
  void a_request_that_is_too_much_is_throttled_and_not_made_again(int status, String type) {
    fails(status, type);

    assertThat(outcomes(2)).isEqualTo(Map.of(0L, new Throttled(), 1L, new Throttled()));
    assertThat(provider.arrivals()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "400, SendingPausedException",
    "404, NotFoundException",
    "400, BadRequestException",
    "400, AccountSuspendedException",
    "500, InternalServiceErrorException",
  })
  void a_request_that_fails_for_another_reason_says_nothing_of_its_mails(int status, String type) {
    fails(status, type);

    assertThat(outcomes(2)).isEqualTo(Map.of(0L, new NotNow(), 1L, new NotNow()));
  }

  @Test
  void a_sender_or_templates_without_a_name_are_refused() {
    assertThatThrownBy(() -> sender(Map.of("bulkorder.mail-templates", "bulkorder")))
        .hasMessage("bulkorder.mail-from is missing, and SES is to send the mails");
    assertThatThrownBy(() -> sender(Map.of("bulkorder.mail-from", "a@example.com")))
        .hasMessage("bulkorder.mail-templates is missing, and SES is to send the mails");
  }

  private Map<Long, MailOutcome> outcomes(int mails) {
    return sender(SETTINGS)
        .send(GivenMails.mails(NotificationKind.ORDER_CONFIRMED, "ja", 0, mails));
  }

  private SesMailSender sender(Map<String, String> settings) {
    return new SesMailSender(ses, NotifyConfigTest.config(settings), JSON);
  }

  private void entries(String... statuses) {
    var results = JSON.createArrayNode();
    for (int i = 0; i < statuses.length; i++) {
      results.addObject().put("Status", statuses[i]).put("MessageId", "message-" + i);
    }
    String body = JSON.createObjectNode().set("BulkEmailEntryResults", results).toString();
    provider.answers(arrival -> Answer.of(200, body));
  }

  private void fails(int status, String type) {
    provider.answers(
        arrival -> new Answer(status, Map.of("x-amzn-ErrorType", type), "{\"message\":\"no\"}"));
  }
}
