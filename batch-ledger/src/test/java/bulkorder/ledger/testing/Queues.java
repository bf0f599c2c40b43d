package bulkorder.ledger.testing;

import bulkorder.standins.QueueSpec;
import bulkorder.standins.SqsServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Real queues, such as {@code orders} and {@code reports}, with the functions' configuration
 * pointing to them.
 */
public class Queues implements QuarkusTestResourceLifecycleManager {

  /** The name of the argument that lists the queues, separated by commas. */
  public static final String NAMES = "queues";

  private @Nullable SqsServer sqs;
  private List<String> names = List.of();

  @Override
  public void init(Map<String, String> arguments) {
    names = List.of(Objects.requireNonNull(arguments.get(NAMES)).split(",", -1));
  }

  @Override
  public Map<String, String> start() {
    var server = SqsServer.start();
    sqs = server;
    Map<String, String> config = new HashMap<>();
    config.put("quarkus.sqs.endpoint-override", server.endpoint().toString());
    config.put("quarkus.sqs.aws.region", server.region());
    config.put("quarkus.sqs.aws.credentials.type", "static");
    config.put("quarkus.sqs.aws.credentials.static-provider.access-key-id", "test");
    config.put("quarkus.sqs.aws.credentials.static-provider.secret-access-key", "test");
    for (String queue : names) {
      config.put(
          "bulkorder.%s-queue-url".formatted(queue),
          server.createQueue(new QueueSpec(queue, Duration.ofSeconds(30), Duration.ZERO, null)));
    }
    return config;
  }

  @Override
  public void stop() {
    Objects.requireNonNull(sqs).close();
  }
}
