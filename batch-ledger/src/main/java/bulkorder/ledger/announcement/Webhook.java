package bulkorder.ledger.announcement;

/**
 * Where a client's own system is told of its batches.
 *
 * @param url as the client gave it
 * @param secret signs what is sent
 */
public record Webhook(String url, WebhookSecret secret) {

  /** Names neither, so that it may be logged. */
  @Override
  public String toString() {
    return "webhook";
  }
}
