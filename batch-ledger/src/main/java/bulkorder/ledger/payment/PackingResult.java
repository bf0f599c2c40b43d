package bulkorder.ledger.payment;

/** How far the packing of a batch came. */
public enum PackingResult {
  /** Every order has its charge, or was left over. */
  ALL,
  /** There was no time for some orders, or somebody changed them meanwhile. */
  SOME,
  /** Somebody else packs the batch at this moment, and sends its messages. */
  ELSEWHERE
}
