package bulkorder.status;

import bulkorder.ledger.batch.Estimate;
import bulkorder.ledger.batch.StageLoad;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How long a file would take from its acceptance to the end of its last row. What is not known is
 * null: a rate is measured of the work that was done last, and nobody measured where none was.
 *
 * @param secondsMin if nothing else were done
 * @param secondsMax with all that is open now, of whomever, unless more comes
 * @param ordersPerSecond as measured last
 * @param paymentsPerSecond orders that are paid or declined, as measured last
 * @param mailsPerSecond of the rate in force
 */
public record EstimateAnswer(
    int rows,
    @Nullable Long secondsMin,
    @Nullable Long secondsMax,
    @Nullable Double ordersPerSecond,
    @Nullable Double paymentsPerSecond,
    @Nullable Double mailsPerSecond) {

  static EstimateAnswer of(int rows, Estimate estimate) {
    return new EstimateAnswer(
        rows,
        known(estimate.secondsMin()),
        known(estimate.secondsMax()),
        rate(estimate.workload().orders()),
        rate(estimate.workload().payments()),
        rate(estimate.workload().mails()));
  }

  private static @Nullable Long known(OptionalLong seconds) {
    return seconds.isPresent() ? seconds.getAsLong() : null;
  }

  private static @Nullable Double rate(StageLoad load) {
    return load.perSecond().isPresent()
        ? Math.round(load.perSecond().getAsDouble() * 10) / 10.0
        : null;
  }
}
