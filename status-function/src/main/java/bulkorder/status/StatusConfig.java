package bulkorder.status;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What the status function must be told. */
@ConfigMapping(prefix = "bulkorder")
public interface StatusConfig {

  /** The bucket whose {@code incoming/} takes the files; uploads are presigned for it. */
  String bucket();

  /** URL of the queue that the order function reads. */
  String ordersQueueUrl();

  /**
   * Whether webhooks may go to http and to addresses of private networks; for systems on one
   * machine alone.
   */
  @WithDefault("false")
  boolean webhooksAnywhere();

  /** How long a call can run; not less than the function's timeout. */
  @WithDefault("PT30S")
  Duration callTimeMax();

  /** The bounds of a file. */
  FileBounds file();

  /** The bounds of a file, as the import has them. */
  interface FileBounds {

    /** Its size; 1 GiB. */
    @WithDefault("1073741824")
    long bytesMax();
  }
}
