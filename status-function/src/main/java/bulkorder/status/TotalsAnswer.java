package bulkorder.status;

import bulkorder.ledger.batch.DeclaredTotals;
import bulkorder.ledger.batch.DryRun;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A number of rows, and sums of money by currency as decimal numbers in text.
 *
 * @param rows null where no number is declared
 * @param sums null where no sum is declared
 */
public record TotalsAnswer(@Nullable Integer rows, @Nullable Map<String, String> sums) {

  static TotalsAnswer declared(DeclaredTotals declared) {
    return new TotalsAnswer(
        declared.rows(),
        declared.sums().isEmpty() ? null : AmountText.ofCurrencies(declared.sums()));
  }

  static TotalsAnswer toRun(DryRun dryRun) {
    return new TotalsAnswer(dryRun.rows(), AmountText.ofCurrencies(dryRun.sums()));
  }

  static TotalsAnswer missing(DryRun dryRun) {
    return new TotalsAnswer(
        dryRun.rowsMissing().orElse(null),
        dryRun.sumsMissing().map(AmountText::ofCurrencies).orElse(null));
  }
}
