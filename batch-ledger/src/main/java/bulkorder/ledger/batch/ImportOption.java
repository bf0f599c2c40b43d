package bulkorder.ledger.batch;

import java.util.Locale;

/**
 * What can be asked for a file: by a field of the upload call, or by metadata of a dropped object.
 * What each must be is a sentence, {@code expected.option.} and the name that metadata has for it.
 */
public enum ImportOption {
  ENCODING,
  DELIMITER,
  SHEET,
  POLICY,
  PAYMENT_MODE,
  DRY_RUN,
  FORCE,
  DECLARED_ROWS,
  DECLARED_SUM,
  BULK_IMPORT_GROUP,
  NOTIFICATION_KINDS,
  LANGUAGE;

  /** The name as object metadata has it, without {@code x-amz-meta-}. */
  public String metadataName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
