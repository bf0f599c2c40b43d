package bulkorder.ledger.announcement;

import java.time.Duration;

/** What follows upon an attempt to deliver an announcement. */
public sealed interface AfterAttempt {

  /** Nothing more: it was delivered, or another invocation has taken it over. */
  record Over() implements AfterAttempt {}

  /** It is tried again. */
  record Again(Duration after) implements AfterAttempt {}

  /** It was given up and kept as a dead letter. */
  record GivenUp() implements AfterAttempt {}
}
