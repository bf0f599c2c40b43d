package bulkorder.payment;

import bulkorder.ledger.payment.Attempt;
import java.util.List;
import java.util.Locale;

/** What an intent is made with. */
final class StripeOrder {

  /** By it an intent is found in Stripe's own list. */
  static final String ATTEMPT_KEY = "attempt_key";

  /** Stripe takes 50 entries of metadata, of 500 characters each. */
  private static final int ORDER_IDS_ENTRIES_MAX = 40;

  private static final int ENTRY_CHARS_MAX = 500;

  /** A customer's saved payment method is written {@code cus_…/pm_…}. */
  private static final char CUSTOMER_END = '/';

  private StripeOrder() {}

  static String form(Attempt attempt, long units) {
    String token = attempt.paymentMethod();
    int customerEnd = token.indexOf(CUSTOMER_END);
    var form =
        new StripeForm()
            .with("amount", String.valueOf(units))
            .with(
                "currency", attempt.amount().currency().getCurrencyCode().toLowerCase(Locale.ROOT))
            .with("payment_method", token.substring(customerEnd + 1))
            .with("confirm", "false")
            .with("automatic_payment_methods[enabled]", "true")
            .with("automatic_payment_methods[allow_redirects]", "never")
            .with("metadata[" + ATTEMPT_KEY + "]", attempt.idempotencyKey())
            .with("metadata[orders]", String.valueOf(attempt.orderIds().size()));
    if (customerEnd > 0) {
      form.with("customer", token.substring(0, customerEnd));
    }
    addOrderIds(form, attempt.orderIds());
    return form.encoded();
  }

  /** As many as there is room for; the ledger has them all. */
  private static void addOrderIds(StripeForm form, List<Long> orderIds) {
    var entry = new StringBuilder();
    int entries = 0;
    for (long orderId : orderIds) {
      String next = entry.isEmpty() ? String.valueOf(orderId) : "," + orderId;
      if (entry.length() + next.length() > ENTRY_CHARS_MAX) {
        form.with(entryName(++entries), entry.toString());
        if (entries == ORDER_IDS_ENTRIES_MAX) {
          return;
        }
        entry.setLength(0);
        next = String.valueOf(orderId);
      }
      entry.append(next);
    }
    form.with(entryName(++entries), entry.toString());
  }

  private static String entryName(int number) {
    return "metadata[order_ids_" + number + "]";
  }
}
