package bulkorder.ledger.announcement;

import java.util.Locale;

/** What happened to a batch that is worth telling. The titles are part of the API. */
public enum AnnouncementEvent {
  /**
   * The rows of a file may run: as a batch of its own, or as a further run of the one it corrects.
   */
  BATCH_ACCEPTED,
  /** Nothing of a file was taken. */
  BATCH_REJECTED,
  /** A batch waits, for a person or for the payment provider. */
  BATCH_PAUSED,
  /** A run of a batch has ended, and its reports are written. */
  BATCH_COMPLETED;

  /** Its name in what is told, such as {@code batch.accepted}. */
  public String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', '.');
  }
}
