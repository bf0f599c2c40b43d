package bulkorder.ledger.notification;

import bulkorder.ledger.batch.Chunk;
import java.util.List;

/** The pending mails of a chunk, claimed for one invocation. */
public record ClaimedMails(Chunk chunk, List<PendingMail> mails) {

  /** Copies the list. */
  public ClaimedMails {
    mails = List.copyOf(mails);
  }
}
