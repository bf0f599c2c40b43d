package bulkorder.payment;

import bulkorder.ledger.Money;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One payment that a person should look at.
 *
 * @param paymentId the ledger's id; null if the ledger does not have it
 * @param ledgerStatus what the ledger says of it; null if it does not have it
 * @param ledgerAmount null if the ledger does not have it
 * @param providerReference the provider's id; null if the provider does not have it
 * @param providerAmount null if the provider does not have it
 * @param refunded what the provider gave back; null if nothing
 */
record Finding(
    Kind kind,
    @Nullable Long paymentId,
    @Nullable String ledgerStatus,
    @Nullable Money ledgerAmount,
    @Nullable String providerReference,
    @Nullable Money providerAmount,
    @Nullable BigDecimal refunded) {

  /** What there is to look at. */
  enum Kind {
    /** The ledger says captured, and the provider does not have it so. */
    NOT_AT_PROVIDER,
    /** The provider captured it, and the ledger does not know the key. */
    NOT_IN_LEDGER,
    /** The provider captured it, and the ledger knows it in another state. */
    NOT_CAPTURED_IN_LEDGER,
    /** Both have it, with another amount or currency. */
    AMOUNT_DIFFERS,
    /** The provider captured it more than once under one key. */
    CHARGED_TWICE,
    /** The provider gave money back; both agree that it was taken. */
    REFUNDED,
    /** The customer's bank contests it; both agree that it was taken. */
    DISPUTED;

    /** Whether it means that ledger and provider do not agree. */
    boolean isDifference() {
      return this != REFUNDED && this != DISPUTED;
    }
  }
}
