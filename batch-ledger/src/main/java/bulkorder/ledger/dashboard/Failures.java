package bulkorder.ledger.dashboard;

import bulkorder.ledger.batch.CodedRows.Kind;

/** How many rows failed for one reason. */
public record Failures(Kind kind, String code, int rows) {}
