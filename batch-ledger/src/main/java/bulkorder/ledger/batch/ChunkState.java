package bulkorder.ledger.batch;

/**
 * A chunk after its rows changed.
 *
 * @param openRows how many of its rows have not come to their end
 * @param callsForMails whether mails of it wait for a message in the notifications queue
 */
public record ChunkState(Chunk chunk, int openRows, boolean callsForMails) {

  /** The same, where it is known whether that message is on its way already. */
  public ChunkState callingForMails(boolean calls) {
    return new ChunkState(chunk, openRows, calls);
  }

  /** Whether all its rows have ended, so that its batch may be done. */
  public boolean done() {
    return openRows == 0;
  }
}
