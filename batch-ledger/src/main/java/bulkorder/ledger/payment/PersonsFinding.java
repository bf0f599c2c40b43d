package bulkorder.ledger.payment;

import java.util.regex.Pattern;

/** What a person found out of a payment whose outcome was unknown. */
public sealed interface PersonsFinding {

  /**
   * The provider took the money.
   *
   * @param providerReference the provider's id of the payment
   */
  record WasCaptured(String providerReference) implements PersonsFinding {

    private static final Pattern REFERENCE = Pattern.compile("[!-~]{1,200}");

    /** Refuses what cannot be an id. */
    public WasCaptured {
      if (!REFERENCE.matcher(providerReference).matches()) {
        throw new IllegalArgumentException("not a provider's id: 1 to 200 characters of ASCII");
      }
    }
  }

  /** The provider took nothing, and never will under the payment's key. */
  record WasNotCharged() implements PersonsFinding {}
}
