package bulkorder.payment;

import bulkorder.ledger.BatchStatus;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whether the money of a batch is where it should be. Amounts are decimal numbers in text.
 *
 * @param agrees whether file, rows, ledger and provider agree to the last decimal
 * @param providerListed whether the provider gives out its list; if not, it was not compared, and
 *     nothing agrees
 * @param rowsAgree whether each row of the file is in exactly one share
 * @param shares rows and money by share
 * @param ledger the payments that the ledger has as captured
 * @param provider those of them, and others under our keys, that the provider has as captured
 * @param findings the first of what a person should look at; refunds and disputes are no
 *     differences
 */
@RegisterForReflection
record Reconciliation(
    UUID batchId,
    BatchStatus status,
    boolean agrees,
    boolean providerListed,
    boolean rowsAgree,
    boolean chargedAgrees,
    long fileRows,
    List<ShareAnswer> shares,
    List<TotalAnswer> totals,
    CapturedAnswer ledger,
    CapturedAnswer provider,
    long differences,
    long notices,
    List<FindingAnswer> findings) {

  /** What one share comes to, by currency code. */
  @RegisterForReflection
  record ShareAnswer(Share share, long rows, Map<String, String> sums) {}

  /** What the whole comes to. */
  @RegisterForReflection
  record TotalAnswer(String currency, String sum) {}

  /** Captured payments, by currency code. */
  @RegisterForReflection
  record CapturedAnswer(long payments, Map<String, String> sums) {}

  /** One finding, with the first orders that the payment is for. */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record FindingAnswer(
      Finding.Kind kind,
      @Nullable Long paymentId,
      @Nullable String ledgerStatus,
      @Nullable String ledgerAmount,
      @Nullable String providerReference,
      @Nullable String providerAmount,
      @Nullable String refunded,
      List<OrderAnswer> orders) {}

  /** An order of a finding. */
  @RegisterForReflection
  record OrderAnswer(long orderId, String orderReference) {}
}
