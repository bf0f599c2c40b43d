package bulkorder.ledger.erasure;

import bulkorder.ledger.batch.Batch;
import bulkorder.ledger.retention.OutlivedReports;
import java.util.Optional;

/** What came of a step of an erasure, and what is to be done next. */
public sealed interface ErasureStep {

  /** A page was looked at; there are more. */
  record Looked() implements ErasureStep {}

  /**
   * The rows and orders of a batch are done. Its objects are to be deleted, and that is to be shown
   * then.
   *
   * @param file whether its uploaded file is to be deleted
   * @param reports its reports, where they are to be deleted
   * @param reportsAnew whether the reports are to be written again, without the person
   */
  record Objects(Batch batch, boolean file, Optional<OutlivedReports> reports, boolean reportsAnew)
      implements ErasureStep {}

  /** There is nothing to do now: batches have to end first, or somebody else is at it. */
  record Waits() implements ErasureStep {}

  /** All is done. */
  record Done() implements ErasureStep {}
}
