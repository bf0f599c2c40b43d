package bulkorder.ledger.payment;

import java.time.Duration;
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
   * @param code the reason in our words
   * @param providerCode the reason in the provider's words, at most {@value #CODE_CHARS_MAX}
   *     characters
   */
  record Declined(DeclineCode code, String providerCode) implements AttemptOutcome {

    private static final int CODE_CHARS_MAX = 100;

    /** Takes control characters out of what the provider says, and cuts it if it is too long. */
    public Declined {
      providerCode = printable(providerCode);
      providerCode = providerCode.substring(0, Math.min(providerCode.length(), CODE_CHARS_MAX));
    }
  }

  /**
   * The request may have reached the provider and no answer came: the money may have been taken.
   * Whoever has had this answer keeps it until the provider says captured or declined.
   */
  record Unknown() implements AttemptOutcome {}

  /**
   * The provider has the key for a request that was another, so the money may have been taken under
   * it. Whoever sent it once more after the provider has forgotten the key could charge anew: a
   * person has to find out.
   */
  record KeyReused() implements AttemptOutcome {}

  /**
   * No call of this attempt that may have reached the provider has taken the money, and none ever
   * will; it may be asked again under the same key.
   *
   * @param because what stood in the way
   * @param notBefore how long the provider wants to be left alone; zero if it did not say
   */
  record NotTaken(Because because, Duration notBefore) implements AttemptOutcome {}

  /** Why a charge was not taken. */
  enum Because {
    /** The provider answered that it will not deal with the request now. */
    TURNED_AWAY,
    /** No connection came about, or the provider failed before the call that takes the money. */
    UNREACHABLE,
    /** So many calls failed lately that none is made for a moment. */
    CIRCUIT_OPEN,
    /** The provider charged nothing and never will under this key. */
    ENDED_UNPAID
  }

  private static String printable(String fromOutside) {
    return CONTROL_CHARACTERS.matcher(fromOutside).replaceAll("");
  }
}
