package bulkorder.ledger.report;

/**
 * A report that a client can fetch.
 *
 * @param objectKey where it is, in the bucket of the batch's file
 * @param rows how many it has, at least one
 */
public record WrittenReport(ReportKind kind, String objectKey, int rows) {}
