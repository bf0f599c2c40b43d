package bulkorder.ledger.batch;

/**
 * A chunk after its rows changed.
 *
 * @param openRows how many of its rows have not come to their end
 */
public record ChunkState(Chunk chunk, int openRows) {

  /** Whether all its rows have ended, so that its batch may be done. */
  public boolean done() {
    return openRows == 0;
  }
}
