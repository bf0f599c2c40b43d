package bulkorder.ledger.operations;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.PrintStream;
import java.time.InstantSource;

/**
 * Counts for operators: each count is a line on standard output, in CloudWatch's embedded metric
 * format, which the log service turns into a metric. No call, no client, nothing to wait for.
 */
@ApplicationScoped
public class Metrics {

  private static final String NAMESPACE = "BulkOrder";

  private final ObjectMapper json;
  private final InstantSource clock;
  private final PrintStream out;

  @Inject
  Metrics(ObjectMapper json, InstantSource clock) {
    this(json, clock, System.out);
  }

  Metrics(ObjectMapper json, InstantSource clock, PrintStream out) {
    this.json = json;
    this.clock = clock;
    this.out = out;
  }

  /** Counts so many; none leaves no line. */
  public void count(Metric metric, int number) {
    if (number > 0) {
      out.println(line(metric, number));
    }
  }

  private String line(Metric metric, int number) {
    ObjectNode line = json.createObjectNode();
    ObjectNode aws = line.putObject("_aws").put("Timestamp", clock.millis());
    ObjectNode directive = aws.putArray("CloudWatchMetrics").addObject();
    directive.put("Namespace", NAMESPACE).putArray("Dimensions").addArray();
    directive.putArray("Metrics").addObject().put("Name", metric.title()).put("Unit", "Count");
    return line.put(metric.title(), number).toString();
  }
}
