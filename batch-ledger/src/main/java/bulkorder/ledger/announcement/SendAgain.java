package bulkorder.ledger.announcement;

/** What asking for an announcement to be sent again came to. */
public sealed interface SendAgain {

  /** It is due now, and its message is to be sent. */
  record Due(DueAnnouncement announcement) implements SendAgain {}

  /** It was not given up; nothing was changed. */
  record NotFailed(AnnouncementStatus status) implements SendAgain {}
}
