package bulkorder.notify.announcing;

import bulkorder.ledger.announcement.AnnouncementCode;

/** What came of a call to a client's system. */
sealed interface WebhookAnswer {

  /** It took what it was told. */
  record Taken() implements WebhookAnswer {}

  /** It did not take it, and may another time. */
  record NotTaken(AnnouncementCode code) implements WebhookAnswer {}

  /** It will never take it. */
  record Never(AnnouncementCode code) implements WebhookAnswer {}
}
