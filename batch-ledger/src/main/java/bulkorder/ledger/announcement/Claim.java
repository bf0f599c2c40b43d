package bulkorder.ledger.announcement;

import java.time.Duration;

/** What asking for an announcement came to. */
public sealed interface Claim {

  /** It is the caller's until its lease ends. */
  record Claimed(ClaimedAnnouncement announcement) implements Claim {}

  /**
   * It is not due yet, or another invocation has it.
   *
   * @param remaining how long at most
   */
  record NotYet(Duration remaining) implements Claim {}

  /** It was delivered or given up, or there is none. */
  record Over() implements Claim {}
}
