package bulkorder.ledger.payment;

import java.util.regex.Pattern;

/** What became of an attempt, as far as the provider has said. */
public sealed interface AttemptOutcome {

  /** The ledger takes no NUL, and nobody else wants the others. */
  Pattern CONTROL_CHARACTERS = Pattern.compile("\\p{Cntrl}");

  /**
   * The money was taken.
   *
   * @param providerReference the provider's id of the payment
   */
  record Captured(String providerReference) implements AttemptOutcome {

    /** Takes control characters out of what the provider says. */
    public Captured {
      providerReference = printable(providerReference);
    }
  }

  /**
   * The provider said no, for good; nothing was taken.
   *
   * @param code the provider's reason, at most {@value #CODE_CHARS_MAX} characters
   */
  record Declined(String code) implements AttemptOutcome {

    private static final int CODE_CHARS_MAX = 100;

    /** Takes control characters out of what the provider says, and cuts it if it is too long. */
    public Declined {
      code = printable(code);
      code = code.substring(0, Math.min(code.length(), CODE_CHARS_MAX));
    }
  }

  /**
   * The request may have reached the provider and no answer came: the money may have been taken.
   */
  record Unknown() implements AttemptOutcome {}

  /** The provider certainly did not take the money, and may do so when it is asked again. */
  record NotTaken() implements AttemptOutcome {}

  private static String printable(String fromOutside) {
    return CONTROL_CHARACTERS.matcher(fromOutside).replaceAll("");
  }
}
