package bulkorder.ledger.announcement;

import java.util.List;

/**
 * Where a client's own system is told of its batches.
 *
 * @param url as the client gave it
 * @param secrets each signs what is sent: the present one, then former ones that have not ended
 */
public record Webhook(String url, List<WebhookSecret> secrets) {

  /** Copies the secrets. */
  public Webhook {
    secrets = List.copyOf(secrets);
  }

  /** Names neither, so that it may be logged. */
  @Override
  public String toString() {
    return "webhook";
  }
}
