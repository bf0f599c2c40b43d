package bulkorder.ledger.notification;

/**
 * How fast a mail provider may be called, all running copies of the function together.
 *
 * @param provider whose row of {@code send_rates} it is
 * @param perSecond units a second to begin with; a unit is what the provider counts, one mail
 * @param floor what throttling never brings it below, in units a second
 * @param ceiling what it never climbs above, in units a second
 * @param unitsPerRequest how many units one request to the provider may hold
 */
public record SendRate(
    String provider, int perSecond, int floor, int ceiling, int unitsPerRequest) {

  /** Refuses what is no rate. */
  public SendRate {
    if (provider.isEmpty() || provider.length() > 40) {
      throw new IllegalArgumentException("a provider's name has 1 to 40 characters: " + provider);
    }
    if (floor < 1 || perSecond < floor || ceiling < perSecond) {
      throw new IllegalArgumentException(
          "a floor of %d, a rate of %d and a ceiling of %d units a second must rise from 1"
              .formatted(floor, perSecond, ceiling));
    }
    if (unitsPerRequest < 1) {
      throw new IllegalArgumentException("a request holds %d units".formatted(unitsPerRequest));
    }
  }

  /**
   * Units of one turn where nothing is throttled: as many as a request holds, or fewer, so that a
   * whole number of turns makes up a second.
   */
  int unitsPerTurn() {
    int turnsPerSecond = Math.ceilDiv(ceiling, unitsPerRequest);
    return ceiling / turnsPerSecond;
  }
}
