package bulkorder.ledger.row;

import bulkorder.ledger.Money;
import bulkorder.ledger.batch.Batch;
import bulkorder.ledger.batch.Client;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a client's rows are checked against.
 *
 * @param language of rows that name none, as an ISO 639 code
 * @param currencies what one payment may take, by currency code
 */
public record ClientTerms(String language, Map<String, PaymentTerms> currencies) {

  /** How much one payment may take in a currency. */
  public record PaymentTerms(Currency currency, BigDecimal min, BigDecimal max) {}

  /** Keeps the codes in their order. */
  public ClientTerms {
    currencies = new TreeMap<>(currencies);
  }

  /** The terms of orders that are paid together with others: none of them is too small. */
  public ClientTerms together() {
    Map<String, PaymentTerms> lower = new TreeMap<>();
    currencies.forEach(
        (code, terms) ->
            lower.put(code, new PaymentTerms(terms.currency(), BigDecimal.ZERO, terms.max())));
    return new ClientTerms(language, lower);
  }

  /** The terms of a client's batch. */
  public static ClientTerms of(Client client, Batch batch) {
    return of(client, batch.language().orElseGet(client::language));
  }

  /** The terms of a client's order that comes alone. */
  public static ClientTerms of(Client client) {
    return of(client, client.language());
  }

  private static ClientTerms of(Client client, String language) {
    Map<String, PaymentTerms> currencies = new TreeMap<>();
    for (String code : client.currencies()) {
      var currency = Currency.getInstance(code);
      var limits = client.paymentLimits(currency).orElseThrow();
      currencies.put(
          code, new PaymentTerms(currency, limits.min(), limits.max().min(Money.AMOUNT_MAX)));
    }
    return new ClientTerms(language, currencies);
  }
}
