package bulkorder.ledger.batch;

/** What is known of the queues that chunks go through. */
public record ChunkQueues(State orders, State payments, State notifications) {

  /**
   * A queue.
   *
   * @param name as {@code queue_heads} has it
   * @param empty whether it holds no message, seen or unseen
   */
  public record State(String name, boolean empty) {}
}
