package bulkorder.ledger.batch;

import java.util.OptionalDouble;

/**
 * How much work a stage has, and how fast it is done.
 *
 * @param rows open work of all clients
 * @param clientRows open work of the client that asks, up to its batch in question
 * @param clients how many clients have open work
 * @param perSecond how much is done in a second; empty where that is not known
 */
public record StageLoad(long rows, long clientRows, long clients, OptionalDouble perSecond) {

  static final StageLoad NONE = new StageLoad(0, 0, 0, OptionalDouble.empty());

  /**
   * How long the stage has to do with work of the client that comes now, at most: until all that is
   * open is done, or, since clients take turns, until each of them has had as many turns as this
   * one needs.
   */
  OptionalDouble secondsUntilDone(long more) {
    long turnTakers = clientRows == 0 ? clients + 1 : clients;
    return seconds(Math.min(rows + more, turnTakers * (clientRows + more)));
  }

  /** The same load with so much of the client's in it, which began after the rest was counted. */
  StageLoad withAtLeast(long ofClient) {
    long missing = Math.max(0, ofClient - clientRows);
    return new StageLoad(
        rows + missing,
        clientRows + missing,
        clientRows == 0 && missing > 0 ? clients + 1 : clients,
        perSecond);
  }

  /** How long it has to do with so much alone. */
  OptionalDouble seconds(long work) {
    return perSecond.isPresent()
        ? OptionalDouble.of(work / perSecond.getAsDouble())
        : OptionalDouble.empty();
  }
}
