package bulkorder.status;

import java.time.Instant;

/**
 * A new secret, shown this once.
 *
 * @param webhookSecret {@code whsec_} and the key in Base64
 * @param formerUntil until when webhooks are signed with the one before, too
 */
public record WebhookSecretAnswer(String webhookSecret, Instant formerUntil) {}
