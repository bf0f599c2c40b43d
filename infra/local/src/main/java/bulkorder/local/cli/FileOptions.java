package bulkorder.local.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * What is asked for the files. It goes along as object metadata, where the import function reads
 * it; that function also says what is wrong with a value.
 */
final class FileOptions {
  @Option(
      names = "--dry-run",
      description = "Check everything and tell what would run, but run nothing.")
  private boolean dryRun;

  @Option(
      names = "--policy",
      paramLabel = "POLICY",
      description =
          "If some rows are bad: CONTINUE with the good ones (default), or ALL_OR_NOTHING.")
  private @Nullable String policy;

  @Option(
      names = "--payment-mode",
      paramLabel = "MODE",
      description =
          "One charge for each order: PER_ORDER (default), or orders of one payer together: AGGREGATED.")
  private @Nullable String paymentMode;

  @Option(names = "--force", description = "Take a file although the same bytes came before.")
  private boolean force;

  @Option(
      names = "--encoding",
      paramLabel = "NAME",
      description = "The encoding, such as windows-31j, if it is not to be found out.")
  private @Nullable String encoding;

  @Option(
      names = "--delimiter",
      paramLabel = "NAME",
      description = "comma, tab, semicolon or pipe, if it is not to be found out.")
  private @Nullable String delimiter;

  @Option(
      names = "--sheet",
      paramLabel = "NAME",
      description = "The sheet of an Excel workbook, if it is not the first.")
  private @Nullable String sheet;

  @Option(
      names = "--declared-rows",
      paramLabel = "ROWS",
      description = "Refuse a file that has not so many rows.")
  private @Nullable String declaredRows;

  @Option(
      names = "--declared-sum",
      paramLabel = "SUM",
      description = "Refuse a file that does not come to JPY=120000;USD=12.50, say.")
  private @Nullable String declaredSum;

  @Option(
      names = "--group",
      paramLabel = "NAME",
      description = "Your own name for what belongs together.")
  private @Nullable String group;

  @Option(
      names = "--notification-kinds",
      paramLabel = "KINDS",
      description =
          "The mails that are sent, with commas between them: ORDER_CONFIRMED, PAYMENT_FAILED, PAYMENT_RECEIVED, "
              + "BATCH_FINISHED; or NONE.")
  private @Nullable String notificationKinds;

  @Option(
      names = "--language",
      paramLabel = "CODE",
      description = "Of mails and messages where a row names none: ja or en.")
  private @Nullable String language;

  /** The metadata of each file's object; what is not asked for is not there. */
  Map<String, String> metadata() {
    Map<String, String> metadata = new HashMap<>();
    put(metadata, "dry-run", dryRun ? "true" : null);
    put(metadata, "policy", policy);
    put(metadata, "payment-mode", paymentMode);
    put(metadata, "force", force ? "true" : null);
    put(metadata, "encoding", encoding);
    put(metadata, "delimiter", delimiter);
    put(metadata, "sheet", sheet);
    put(metadata, "declared-rows", declaredRows);
    put(metadata, "declared-sum", declaredSum);
    put(metadata, "bulk-import-group", group);
    put(metadata, "notification-kinds", notificationKinds);
    put(metadata, "language", language);
    return metadata;
  }

  private static void put(Map<String, String> metadata, String name, @Nullable String value) {
    if (value != null) {
      metadata.put(name, isAscii(value) ? value : encodedWord(value));
    }
  }

  private static boolean isAscii(String value) {
    return US_ASCII.newEncoder().canEncode(value);
  }

  /** As RFC 2047 has it: metadata are HTTP headers. */
  private static String encodedWord(String value) {
    return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(value.getBytes(UTF_8)) + "?=";
  }
}
