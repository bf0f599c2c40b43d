package bulkorder.local.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** What became of the files, for a program. */
final class JsonReport {
  private static final ObjectMapper JSON = new ObjectMapper();

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
    file.batch().ifPresentOrElse(batch -> fill(node, batch), () -> node.put("status", "NO_BATCH"));
    file.reports().fill(node.putObject("reports"));
  }

  private static void fill(ObjectNode node, Batch batch) {
    node.put("batchId", batch.id());
    node.put("status", batch.status());
    node.put("rows", batch.rows());
    fill(node.putObject("counts"), batch.counts());
    fill(node.putObject("notifications"), batch.notifications());
    node.set("sums", batch.amounts());
    node.put("seconds", batch.seconds());
    node.put("ordersPerSecond", batch.ordersPerSecond());
    node.set("rejection", batch.json().path("rejection"));
  }

  private static void fill(ObjectNode node, Map<String, Long> numbers) {
    numbers.forEach(node::put);
  }
}
