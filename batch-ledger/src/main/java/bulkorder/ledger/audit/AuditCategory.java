package bulkorder.ledger.audit;

/** What kind of thing an audit event tells of; by it, events are archived and kept. */
public enum AuditCategory {
  /** Somebody signed in, or was refused: as nobody that we know, or as one who may not do it. */
  AUTHENTICATION,
  /** Personal data was read. */
  ACCESS,
  /** Something of a client's was changed: a batch, a payment, a setting. */
  CHANGE,
  /** What the system is for its clients was changed: a client, a limit, a key. */
  ADMINISTRATION
}
