package bulkorder.ledger.batch;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * How much work there is for the limits in force, which all clients share.
 *
 * <p>Orders and payments: nothing but the machines and the provider limits them, so their rate is
 * what was measured of the last thousand (rows a second over the last minute in which there were
 * any; a payment counts from the beginning of its claim, so its rate is not put too high); not
 * known of fewer than 20. Mails: 95 % of the rate in force.
 *
 * <p>Stages work at the same time, on different rows, so the slowest decides: the time of a batch
 * is the longest of its stages' times, {@link StageLoad#secondsUntilDone}. If the rate of a stage
 * that the batch still needs is not known, neither is the time.
 */
public record Workload(StageLoad orders, StageLoad payments, StageLoad mails) {

  /** No work, and nothing known of any rate. */
  static final Workload NONE = new Workload(StageLoad.NONE, StageLoad.NONE, StageLoad.NONE);

  /** How long a batch that is among the open work takes from now on, at most. */
  OptionalLong secondsLeft(OpenWork own) {
    return own.isEmpty()
        ? OptionalLong.empty()
        : slowest(own, (load, work) -> load.withAtLeast(work).secondsUntilDone(0));
  }

  /** How long work takes if nothing else is done. */
  OptionalLong secondsAlone(OpenWork work) {
    return slowest(work, StageLoad::seconds);
  }

  /** How long work takes that comes now, at most, unless more comes. */
  OptionalLong secondsFromNow(OpenWork work) {
    return slowest(work, StageLoad::secondsUntilDone);
  }

  private interface Time {
    OptionalDouble of(StageLoad load, long work);
  }

  private record Part(StageLoad load, long work) {}

  private OptionalLong slowest(OpenWork work, Time time) {
    var times =
        Stream.of(
                new Part(orders, work.toOrder()),
                new Part(payments, work.toPay()),
                new Part(mails, work.toMail()))
            .filter(part -> part.work() > 0)
            .map(part -> time.of(part.load(), part.work()))
            .toList();
    ToDoubleFunction<OptionalDouble> known = OptionalDouble::orElseThrow;
    return times.stream().anyMatch(OptionalDouble::isEmpty)
        ? OptionalLong.empty()
        : OptionalLong.of((long) Math.ceil(times.stream().mapToDouble(known).max().orElse(0)));
  }
}
