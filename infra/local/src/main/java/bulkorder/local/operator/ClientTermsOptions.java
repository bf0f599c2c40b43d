package bulkorder.local.operator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What can be said of a client; what is not said is not sent, and the API checks all of it. */
final class ClientTermsOptions {

  @Option(names = "--name", paramLabel = "NAME", description = "The company's name.")
  private @Nullable String name;

  @Option(
      names = "--language",
      paramLabel = "ja|en",
      description = "Of mails and messages where nothing else names one.")
  private @Nullable String language;

  @Option(
      names = "--rows-max",
      paramLabel = "N",
      description = "The most data rows of one file, 1000000 at most.")
  private @Nullable Integer rowsMax;

  @Option(
      names = "--requests-per-second",
      paramLabel = "N",
      description = "How often it may call the API, 10000 at most.")
  private @Nullable Integer requestsPerSecond;

  @Option(
      names = "--files-kept-days",
      paramLabel = "N",
      description =
          "Days until uploaded files are deleted, from the end of each batch; 3650 at most.")
  private @Nullable Integer filesKeptDays;

  @Option(names = "--reports-kept-days", paramLabel = "N", description = "The same of reports.")
  private @Nullable Integer reportsKeptDays;

  @Option(
      names = "--rows-kept-days",
      paramLabel = "N",
      description = "The same of rows; orders and payments stay.")
  private @Nullable Integer rowsKeptDays;

  @Option(
      names = "--limit",
      paramLabel = "CURRENCY=MIN-MAX",
      description = "What one payment may take in a currency; repeat it for each currency.")
  private Map<String, String> limits = new LinkedHashMap<>();

  /** The body of the request. */
  ObjectNode wish() {
    ObjectNode wish = JsonNodeFactory.instance.objectNode();
    put(wish, "name", name);
    put(wish, "language", language);
    put(wish, "rowsMax", rowsMax);
    put(wish, "requestsPerSecond", requestsPerSecond);
    put(wish, "filesKeptDays", filesKeptDays);
    put(wish, "reportsKeptDays", reportsKeptDays);
    put(wish, "rowsKeptDays", rowsKeptDays);
    if (!limits.isEmpty()) {
      ObjectNode all = wish.putObject("paymentLimits");
      limits.forEach((currency, bounds) -> put(all.putObject(currency), bounds));
    }
    return wish;
  }

  private static void put(ObjectNode limit, String bounds) {
    int dash = bounds.indexOf('-');
    limit.put("min", dash < 0 ? bounds : bounds.substring(0, dash));
    limit.put("max", dash < 0 ? "" : bounds.substring(dash + 1));
  }

  private static void put(ObjectNode wish, String field, @Nullable Integer value) {
    if (value != null) {
      wish.put(field, value);
    }
  }

  private static void put(ObjectNode wish, String field, @Nullable String value) {
    if (value != null) {
      wish.put(field, value);
    }
  }
}
