package bulkorder.importing.file;

import org.jspecify.annotations.Nullable;

/**
 * What the upload said of a file, where it should not be found out.
 *
 * @param encoding the name of a charset, as it was given
 * @param delimiter between the fields of a CSV file, as it was given
 * @param sheet the name of a workbook's sheet
 */
public record FileWishes(
    @Nullable String encoding, @Nullable Character delimiter, @Nullable String sheet) {

  /** The upload said nothing. */
  public static final FileWishes NONE = new FileWishes(null, null, null);
}
