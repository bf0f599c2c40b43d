package bulkorder.notify.announcing;

import bulkorder.ledger.announcement.AnnouncementCode;
import bulkorder.ledger.announcement.ClaimedAnnouncement;
import bulkorder.ledger.announcement.DeliveryOutcome;
import bulkorder.ledger.announcement.DeliveryOutcome.Delivered;
import bulkorder.ledger.announcement.DeliveryOutcome.NotNow;
import bulkorder.ledger.announcement.DeliveryOutcome.Refused;
import bulkorder.ledger.announcement.Webhook;
import bulkorder.notify.RetryDelay;
import bulkorder.notify.announcing.WebhookAnswer.Never;
import bulkorder.notify.announcing.WebhookAnswer.NotTaken;
import bulkorder.notify.announcing.WebhookAnswer.Taken;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** Tells a client's own system. */
@ApplicationScoped
class CallWebhook {

  private static final String USER_AGENT = "bulkorder-webhooks/1";

  private final WebhookClient client;
  private final RetryDelay retryDelay;
  private final InstantSource clock;

  CallWebhook(WebhookClient client, RetryDelay retryDelay, InstantSource clock) {
    this.client = client;
    this.retryDelay = retryDelay;
    this.clock = clock;
  }

  DeliveryOutcome deliver(ClaimedAnnouncement announcement) {
    return announcement
        .webhook()
        .map(webhook -> deliver(announcement, webhook))
        .orElseGet(() -> new Refused(AnnouncementCode.NOT_WANTED));
  }

  private DeliveryOutcome deliver(ClaimedAnnouncement announcement, Webhook webhook) {
    return switch (client.post(
        webhook.url(), headers(announcement, webhook), announcement.payload())) {
      case Taken _ -> new Delivered();
      case NotTaken not -> new NotNow(not.code(), retryDelay.after(announcement.attempt()));
      case Never never -> new Refused(never.code());
    };
  }

  private Map<String, String> headers(ClaimedAnnouncement announcement, Webhook webhook) {
    Instant now = clock.instant();
    return Map.of(
        "webhook-id", announcement.messageId().toString(),
        "webhook-timestamp", Long.toString(now.getEpochSecond()),
        "webhook-signature",
            WebhookSignature.of(
                webhook.secrets(), announcement.messageId(), now, announcement.payload()),
        "user-agent", USER_AGENT);
  }
}
