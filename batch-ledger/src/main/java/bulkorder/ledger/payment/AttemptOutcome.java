package bulkorder.ledger.payment;

/** What became of an attempt, as far as the provider has said. */
public sealed interface AttemptOutcome {

  /**
   * The money was taken.
   *
   * @param providerReference the provider's id of the payment
   */
  record Captured(String providerReference) implements AttemptOutcome {}

  /**
   * The provider said no, for good; nothing was taken.
   *
   * @param code the provider's reason, at most {@value #CODE_CHARS_MAX} characters
   */
  record Declined(String code) implements AttemptOutcome {

    private static final int CODE_CHARS_MAX = 100;

    /** Cuts a reason that is too long. */
    public Declined {
      code = code.substring(0, Math.min(code.length(), CODE_CHARS_MAX));
    }
  }

  /**
   * The request may have reached the provider and no answer came: the money may have been taken.
   */
  record Unknown() implements AttemptOutcome {}

  /** The provider certainly did not take the money, and may do so when it is asked again. */
  record NotTaken() implements AttemptOutcome {}
}
