package bulkorder.ledger;

import java.util.Map;

/**
 * A file of which nothing was taken, and why.
 *
 * @param values what the sentence of the code names, by the names in its text: places, sizes,
 *     column names; no personal data
 */
public record Rejection(RejectionCode code, Map<String, String> values) {

  /** Copies the values. */
  public Rejection {
    values = Map.copyOf(values);
  }
}
