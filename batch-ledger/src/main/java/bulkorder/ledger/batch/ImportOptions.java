package bulkorder.ledger.batch;

import bulkorder.ledger.imports.FileWishes;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for one file.
 *
 * @param dryRun whether everything is checked and nothing runs until it is approved
 * @param forced whether the file is taken although the same bytes came before
 * @param bulkImportGroup the client's own name for what belongs together
 */
public record ImportOptions(
    FileWishes wishes,
    Policy policy,
    PaymentMode paymentMode,
    boolean dryRun,
    boolean forced,
    DeclaredTotals declared,
    @Nullable String bulkImportGroup) {

  /** What holds where nothing is asked for. */
  public static final ImportOptions DEFAULT =
      new ImportOptions(
          FileWishes.NONE,
          Policy.CONTINUE,
          PaymentMode.PER_ORDER,
          false,
          false,
          DeclaredTotals.NONE,
          null);
}
