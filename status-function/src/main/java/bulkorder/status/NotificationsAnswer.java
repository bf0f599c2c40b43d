package bulkorder.status;

import bulkorder.ledger.NotificationKind;
import bulkorder.ledger.announcement.NotificationSettings;
import bulkorder.ledger.announcement.WebhookSecret;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client has settled about being told.
 *
 * @param webhookSecret of a webhook that is new; only in the answer to the change that made it
 */
public record NotificationsAnswer(
    String language,
    List<NotificationKind> kinds,
    List<String> operators,
    @Nullable String webhookUrl,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String webhookSecret) {

  /** Copies the lists. */
  public NotificationsAnswer {
    kinds = List.copyOf(kinds);
    operators = List.copyOf(operators);
  }

  static NotificationsAnswer of(NotificationSettings settings, Optional<WebhookSecret> newSecret) {
    return new NotificationsAnswer(
        settings.language(),
        settings.kinds().stream().sorted().toList(),
        settings.operators(),
        settings.webhookUrl().orElse(null),
        newSecret.map(WebhookSecret::text).orElse(null));
  }
}
