package bulkorder.local.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** What became of the files, for a program. */
final class JsonReport {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What the API says of a file itself, wherever its rows are. */
  private static final List<String> OF_THE_FILE =
      List.of(
          "rejection",
          "policy",
          "dryRun",
          "forced",
          "columns",
          "declared",
          "fileSums",
          "existingOrders",
          "notice",
          "parentBatchId",
          "parentRunNo",
          "dryRunAnswer");

  private JsonReport() {}

  /** One line. A single file's fields stand at the top as well. */
  static String of(List<Watched> files) {
    var report = JSON.createObjectNode();
    var batches = report.putArray("batches");
    files.forEach(file -> fill(batches.addObject(), file));
    if (files.size() == 1) {
      fill(report, files.getFirst());
    }
    return report.toString();
  }

  private static void fill(ObjectNode node, Watched file) {
    node.put("file", file.file().file().toString());
    file.batch()
        .ifPresentOrElse(
            batch -> fill(node, batch, file.rows().orElse(batch)),
            () -> node.put("status", "NO_BATCH"));
    file.reports().fill(node.putObject("reports"));
  }

  private static void fill(ObjectNode node, Batch batch, Batch rows) {
    node.put("batchId", batch.id());
    node.put("status", rows.status());
    node.put("rows", rows.rows());
    fill(node.putObject("counts"), rows.counts());
    fill(node.putObject("notifications"), rows.notifications());
    node.set("sums", rows.amounts());
    node.put("seconds", rows.seconds());
    node.put("ordersPerSecond", rows.ordersPerSecond());
    OF_THE_FILE.forEach(name -> node.set(name, batch.json().get(name)));
    node.set("readAs", batch.json().get("file"));
  }

  private static void fill(ObjectNode node, Map<String, Long> numbers) {
    numbers.forEach(node::put);
  }
}
