package bulkorder.ledger.announcement;

import java.time.Duration;

/** What an attempt to deliver an announcement came to. */
public sealed interface DeliveryOutcome {

  /** It was taken. */
  record Delivered() implements DeliveryOutcome {}

  /**
   * It was not taken now and may be later.
   *
   * @param after when it shall be tried again
   */
  record NotNow(AnnouncementCode code, Duration after) implements DeliveryOutcome {}

  /** It will never be taken. */
  record Refused(AnnouncementCode code) implements DeliveryOutcome {}
}
