package bulkorder.payment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a provider's list of payments.
 *
 * @param next what to ask for the next page with; null on the last one
 */
record ProviderPage(List<ProviderPayment> payments, @Nullable String next) {

  /** Copies the list. */
  ProviderPage {
    payments = List.copyOf(payments);
  }
}
