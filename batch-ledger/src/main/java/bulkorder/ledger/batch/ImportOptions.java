package bulkorder.ledger.batch;

import bulkorder.ledger.NotificationKind;
import bulkorder.ledger.imports.FileWishes;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for one file.
 *
 * @param dryRun whether everything is checked and nothing runs until it is approved
 * @param forced whether the file is taken although the same bytes came before
 * @param bulkImportGroup the client's own name for what belongs together
 * @param notificationKinds which mails are sent of it; null for those that the client has
 * @param language of mails and messages where a row names none, as an ISO 639 code; null for the
 *     client's
 */
public record ImportOptions(
    FileWishes wishes,
    Policy policy,
    PaymentMode paymentMode,
    boolean dryRun,
    boolean forced,
    DeclaredTotals declared,
    @Nullable String bulkImportGroup,
    @Nullable Set<NotificationKind> notificationKinds,
    @Nullable String language) {

  /** Copies the set. */
  public ImportOptions {
    notificationKinds = notificationKinds == null ? null : Set.copyOf(notificationKinds);
  }

  /** What holds where nothing is asked for. */
  public static final ImportOptions DEFAULT =
      new ImportOptions(
          FileWishes.NONE,
          Policy.CONTINUE,
          PaymentMode.PER_ORDER,
          false,
          false,
          DeclaredTotals.NONE,
          null,
          null,
          null);
}
