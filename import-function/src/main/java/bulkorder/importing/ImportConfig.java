package bulkorder.importing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What the import function is told from outside. */
@ConfigMapping(prefix = "bulkorder")
public interface ImportConfig {

  /** URL of the queue that the order function reads. */
  String ordersQueueUrl();

  /** Rows of one chunk, which is one message and one transaction, from 1 to 1,000. */
  @WithDefault("250")
  int chunkRows();

  /**
   * How long one file may take; below the function's timeout of 900 s, so that a file that takes
   * too long ends in an error that is told, not in a kill.
   */
  @WithDefault("PT14M")
  Duration importTimeout();

  /**
   * Whether one payment may be for several orders; where the payment service takes but one, a file
   * whose orders are to be paid together is refused.
   */
  @WithDefault("true")
  boolean aggregatedPayments();

  /** The bounds of a file. */
  FileBounds file();

  /** The bounds of a file. A file beyond one of them is refused, naming the bound. */
  interface FileBounds {

    /** Its size; 1 GiB. */
    @WithDefault("1073741824")
    long bytesMax();

    /** The size of what it holds, where it is compressed; 2 GiB. */
    @WithDefault("2147483648")
    long unpackedBytesMax();

    /** How many times larger than packed it may be, above 1 MiB. */
    @WithDefault("100")
    int expansionMax();

    /** The size of a workbook, which is laid down in the function's own storage; 256 MiB. */
    @WithDefault("268435456")
    long workbookBytesMax();

    /** The texts of a workbook, which are held in memory; 64 MiB. */
    @WithDefault("67108864")
    int sharedTextBytesMax();

    /** Its data rows; a client's own bound may be lower. */
    @WithDefault("1000000")
    int rowsMax();

    /** The columns of its header, those that are not ours included. */
    @WithDefault("100")
    int columnsMax();

    /** The characters of one field. */
    @WithDefault("10000")
    int fieldCharsMax();

    /** The characters of one record, with all its fields and quoted line breaks. */
    @WithDefault("100000")
    int lineCharsMax();
  }
}
