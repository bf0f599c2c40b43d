package bulkorder.ledger.payment;

/**
 * Why a provider declined a payment, in the same words whichever provider it was, so that a client
 * can act on them. Part of the API; each has a sentence, {@code declined.} and its name, in every
 * language.
 */
public enum DeclineCode {
  /** The account does not hold enough. */
  INSUFFICIENT_FUNDS,
  /** The means of payment has expired. */
  PAYMENT_METHOD_EXPIRED,
  /** The means of payment does not exist, cannot be used, or is not the customer's. */
  PAYMENT_METHOD_INVALID,
  /** The customer would have to confirm the payment in person. */
  AUTHENTICATION_REQUIRED,
  /** More than the means of payment takes at once or in a period. */
  LIMIT_EXCEEDED,
  /** The provider takes no payment of this amount. */
  AMOUNT_NOT_ACCEPTED,
  /** The provider, or the means of payment, does not take this currency. */
  CURRENCY_NOT_ACCEPTED,
  /** The provider or the issuer suspects a fraud, or the card is lost or stolen. */
  FRAUD_SUSPECTED,
  /** The issuer said no and gave no reason that the customer could act on. */
  DECLINED_BY_ISSUER,
  /** The provider refuses the request itself; the operators have to look. */
  REQUEST_REFUSED
}
