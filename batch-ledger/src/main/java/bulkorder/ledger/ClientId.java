package bulkorder.ledger;

/** Probe. */
public record ClientId(String value) {}
