package bulkorder.local.cli;

/** What the command's exit status tells. */
public final class ExitStatus {
  /** Every row of every file has reached an end, or a dry run found nothing wrong with it. */
  public static final int ENDED = 0;

  /**
   * A file was refused or cannot be read, a row has no end or a dry run found it bad, or the system
   * did not start.
   */
  public static final int FAILED = 1;

  /** Ctrl-C. */
  public static final int INTERRUPTED = 130;

  private ExitStatus() {}
}
