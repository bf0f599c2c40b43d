package bulkorder.ledger.client;

import java.time.Duration;

/** What a copy of the function got of a client's requests. */
public sealed interface Grant {

  /**
   * So many requests, which nobody else gets.
   *
   * @param unitsPerSecond how many the client has in a second
   */
  record Given(int units, int unitsPerSecond) implements Grant {}

  /** None. */
  record Later(Duration nextIn) implements Grant {}
}
