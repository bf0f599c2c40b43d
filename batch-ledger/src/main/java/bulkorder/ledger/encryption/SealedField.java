package bulkorder.ledger.encryption;

import java.nio.charset.StandardCharsets;

/** What is sealed. One field cannot be passed off as the other. */
public enum SealedField {
  PERSONAL,
  SOURCE,
  OPERATORS,
  WEBHOOK_SECRET,
  KEPT_ANSWER,
  ERASURE;

  /** Binds what is sealed to its client and its place. */
  byte[] context(String clientId) {
    return (name() + " of " + clientId).getBytes(StandardCharsets.UTF_8);
  }
}
