package bulkorder.ledger;

/**
 * Why a row or a notification is in its state, where the state alone does not say it. The codes are
 * part of the API; each has a sentence in every language. Why a payment was declined stands in the
 * same column, as a {@link bulkorder.ledger.payment.DeclineCode}.
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
  /** The key of the payment belongs to another one; it was not sent. */
  PAYMENT_KEY_IN_USE,
  /** What is left of the payer's orders is less than the provider takes. */
  PAYMENT_TOO_SMALL,
  /** A person stopped the batch before the row was paid. */
  BATCH_CANCELLED,
  /** The order was cancelled before its mail was sent. */
  ORDER_CANCELLED,
  /** The mail could not be handed over, again and again. */
  MAIL_NOT_SENT,
  /** The mail provider refuses the address. */
  ADDRESS_REJECTED,
  /** The mail provider refuses the message. */
  MAIL_REJECTED,
  /** The mail came back: its address takes none. */
  MAIL_BOUNCED,
  /** The mail came back, but its address may take one later. */
  MAIL_BOUNCED_FOR_NOW,
  /** The recipient called the mail spam. */
  MAIL_COMPLAINED,
  /** The mail was not sent, since an earlier one to its address came back. */
  ADDRESS_BOUNCED,
  /** The mail was not sent, since its recipient called an earlier one spam. */
  ADDRESS_COMPLAINED,
  /** What the row said of a person was destroyed. */
  PERSON_ERASED
}
