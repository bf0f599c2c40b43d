package bulkorder.importing.report;

import bulkorder.ledger.report.ReportKind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Under which name a browser saves a report: the client's own file name with the kind after it. */
final class ReportName {

  private static final Pattern ENDINGS =
      Pattern.compile(
          "(\\.(csv|tsv|txt|xlsx|json|jsonl|ndjson))?(\\.gz)?$", Pattern.CASE_INSENSITIVE);
  private static final Pattern NOT_ASCII = Pattern.compile("[^A-Za-z0-9._ -]");
  private static final int CHARS_MAX = 100;

  private ReportName() {}

  /**
   * A Content-Disposition header (RFC 6266): the name in ASCII, and as it is (RFC 8187).
   *
   * @param fileName of the client's file, folders included
   */
  static String contentDisposition(String fileName, ReportKind kind, ReportForm form) {
    String name = "%s-%s.%s".formatted(stem(fileName), kind.title(), form.extension());
    return "attachment; filename=\"%s\"; filename*=UTF-8''%s"
        .formatted(
            NOT_ASCII.matcher(name).replaceAll("_"),
            URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A"));
  }

  private static String stem(String fileName) {
    String last = fileName.substring(fileName.lastIndexOf('/') + 1);
    String stem = ENDINGS.matcher(last).replaceFirst("");
    int[] characters = stem.codePoints().limit(CHARS_MAX).toArray();
    return new String(characters, 0, characters.length);
  }
}
