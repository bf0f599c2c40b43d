package bulkorder.status;

/**
 * A new secret, shown this once.
 *
 * @param webhookSecret {@code whsec_} and the key in Base64
 */
public record WebhookSecretAnswer(String webhookSecret) {}
