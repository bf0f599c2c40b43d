package bulkorder.payment;

import bulkorder.ledger.payment.DeclineCode;
import java.util.Map;

/**
 * The words of payment providers for a decline, as {@link DeclineCode}s. Most are those of Stripe
 * (https://docs.stripe.com/declines/codes), which others have taken over.
 */
final class DeclineWords {

  private static final Map<String, DeclineCode> CODES =
      Map.ofEntries(
          Map.entry("insufficient_funds", DeclineCode.INSUFFICIENT_FUNDS),
          Map.entry("expired_card", DeclineCode.PAYMENT_METHOD_EXPIRED),
          Map.entry("amount_out_of_range", DeclineCode.AMOUNT_NOT_ACCEPTED));

  private DeclineWords() {}

  /** The code of a provider's word; a word that nobody knows is a decline without a reason. */
  static DeclineCode code(String word) {
    return CODES.getOrDefault(word, DeclineCode.DECLINED_BY_ISSUER);
  }
}
