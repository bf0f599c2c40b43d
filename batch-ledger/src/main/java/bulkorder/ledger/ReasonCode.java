package bulkorder.ledger;

/**
 * Why a row or a notification is in its state, where the state alone does not say it. The codes are
 * part of the API; each has a sentence in every language. What a provider says of a decline stands
 * in the same column in the provider's words.
 */
public enum ReasonCode {
  /** An earlier row of the file is the same order. */
  REPEATED_IN_FILE,
  /** The client gave the same order before. */
  ALREADY_ORDERED,
  /** The row is good, but the batch was to be all or nothing and has bad rows. */
  BATCH_REJECTED,
  /** The order could not be created, again and again. */
  ORDER_NOT_CREATED,
  /** The provider was never reached; nothing was charged. */
  PAYMENT_NOT_SENT,
  /** The provider may have charged; a person must find out. */
  OUTCOME_UNKNOWN,
  /** The mail could not be handed over, again and again. */
  MAIL_NOT_SENT,
  /** The mail provider refuses the address. */
  ADDRESS_REJECTED,
  /** The mail provider refuses the message. */
  MAIL_REJECTED
}
