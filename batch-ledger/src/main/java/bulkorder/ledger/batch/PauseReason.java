package bulkorder.ledger.batch;

/** What a batch waits for. */
public enum PauseReason {
  /** A person paused it, and only a person lets it go on. */
  PERSON,
  /** The payment provider does not answer; it goes on by itself. */
  PROVIDER_DOWN,
  /** All charging was stopped by a person; it goes on once charging is allowed again. */
  CHARGING_STOPPED
}
