package bulkorder.notify;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.notify.NotifyConfig.MailProvider;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NotifyConfigTest {

  @Test
  void what_is_not_told_has_a_default_but_for_the_queue() {
    NotifyConfig config = config(Map.of());

    assertThat(config.mailProvider()).isEqualTo(MailProvider.SES);
    assertThat(config.mailFrom()).isEmpty();
    assertThat(config.mailTemplates()).isEmpty();
    assertThat(config.mailConfigurationSet()).isEmpty();
    assertThat(config.notificationServiceUrl()).isEmpty();
    assertThat(config.notificationServiceTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.mailRate()).isZero();
    assertThat(config.mailRateMax()).isZero();
    assertThat(config.mailRequestsMax()).isEqualTo(4);
    assertThat(config.mailTimeNeeded()).isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void each_provider_has_a_rate_that_it_is_known_to_take() {
    assertThat(MailProvider.SES.rate()).isEqualTo(500);
    assertThat(MailProvider.SERVICE.rate()).isEqualTo(10);
  }

  @Test
  void every_key_is_known_by_its_name() {
    NotifyConfig config =
        config(
            Map.ofEntries(
                Map.entry("bulkorder.mail-provider", "SERVICE"),
                Map.entry("bulkorder.mail-from", "orders@example.com"),
                Map.entry("bulkorder.mail-templates", "bulkorder"),
                Map.entry("bulkorder.mail-configuration-set", "bulkorder-mail"),
                Map.entry("bulkorder.notification-service-url", "https://notify.example"),
                Map.entry("bulkorder.notification-service-timeout", "PT3S"),
                Map.entry("bulkorder.mail-rate", "14"),
                Map.entry("bulkorder.mail-rate-max", "50"),
                Map.entry("bulkorder.mail-requests-max", "2"),
                Map.entry("bulkorder.mail-time-needed", "PT4S")));

    assertThat(config.notificationsQueueUrl()).isEqualTo("https://sqs.example/notifications");
    assertThat(config.mailProvider()).isEqualTo(MailProvider.SERVICE);
    assertThat(config.mailFrom()).hasValue("orders@example.com");
    assertThat(config.mailTemplates()).hasValue("bulkorder");
    assertThat(config.mailConfigurationSet()).hasValue("bulkorder-mail");
    assertThat(config.notificationServiceUrl()).hasValue("https://notify.example");
    assertThat(config.notificationServiceTimeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(config.mailRate()).isEqualTo(14);
    assertThat(config.mailRateMax()).isEqualTo(50);
    assertThat(config.mailRequestsMax()).isEqualTo(2);
    assertThat(config.mailTimeNeeded()).isEqualTo(Duration.ofSeconds(4));
  }

  /** Settings as they are without files and environment, but for what is given. */
  static NotifyConfig config(Map<String, String> values) {
    var builder =
        new SmallRyeConfigBuilder()
            .withMapping(NotifyConfig.class)
            .withDefaultValue(
                "bulkorder.notifications-queue-url", "https://sqs.example/notifications");
    values.forEach(builder::withDefaultValue);
    return builder.build().getConfigMapping(NotifyConfig.class);
  }
}
