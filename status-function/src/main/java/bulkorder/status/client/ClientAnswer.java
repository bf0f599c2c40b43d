package bulkorder.status.client;

import bulkorder.ledger.batch.Client.PaymentLimits;
import bulkorder.ledger.batch.Client.Status;
import bulkorder.ledger.client.ClientAccount;
import bulkorder.ledger.client.ClientTerms;
import bulkorder.status.AmountText;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A client as administrators see it.
 *
 * @param language of mails and messages where nothing else names one
 * @param rowsMax the most data rows that one file may have
 * @param requestsPerSecond how often it may call this API; after a rest twice as often, at once
 * @param filesKeptDays how many days an uploaded file is kept from the end of its batch
 * @param reportsKeptDays how many days reports are kept
 * @param rowsKeptDays how many days rows are kept; orders and payments stay
 * @param paymentLimits what one payment may take, by the codes of the currencies that it may be
 *     charged in
 * @param updatedAt when administrators changed it last
 */
public record ClientAnswer(
    String clientId,
    String name,
    Status status,
    String language,
    int rowsMax,
    int requestsPerSecond,
    int filesKeptDays,
    int reportsKeptDays,
    int rowsKeptDays,
    SortedMap<String, Limits> paymentLimits,
    Instant createdAt,
    Instant updatedAt) {

  /** The least and the most that one payment may take, as decimal numbers in text. */
  @Schema(
      name = "PaymentLimits",
      requiredProperties = {"min", "max"})
  public record Limits(@Schema(pattern = AMOUNT) String min, @Schema(pattern = AMOUNT) String max) {
    private static final String AMOUNT = "^[0-9]{1,15}(\\.[0-9]{1,4})?$";

    static Limits of(String currency, PaymentLimits limits) {
      return new Limits(
          AmountText.of(limits.min(), currency), AmountText.of(limits.max(), currency));
    }
  }

  /** Copies the limits. */
  public ClientAnswer {
    paymentLimits = Collections.unmodifiableSortedMap(new TreeMap<>(paymentLimits));
  }

  static ClientAnswer of(ClientAccount account) {
    ClientTerms terms = account.terms();
    SortedMap<String, Limits> limits = new TreeMap<>();
    terms
        .paymentLimits()
        .forEach((currency, limit) -> limits.put(currency, Limits.of(currency, limit)));
    return new ClientAnswer(
        account.clientId().value(),
        terms.name(),
        account.status(),
        terms.language(),
        terms.rowsMax(),
        terms.requestsPerSecond(),
        terms.lifetimes().filesDays(),
        terms.lifetimes().reportsDays(),
        terms.lifetimes().rowsDays(),
        limits,
        account.createdAt(),
        account.updatedAt());
  }
}
