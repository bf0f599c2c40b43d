package bulkorder.ordering;

import static bulkorder.ledger.testing.GivenBatches.chunk;
import static bulkorder.ledger.testing.QueueEvents.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.messaging.ChunkMessage;
import bulkorder.ledger.operations.MetricLines;
import bulkorder.ledger.testing.Invocation;
import bulkorder.ledger.testing.LedgerDatabase;
import bulkorder.ledger.testing.Queues;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.stream.Stream;
import org.jboss.logging.MDC;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.LogContext;
import org.jboss.logmanager.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** What operators see of an invocation, from the handler on. */
@QuarkusTest
@QuarkusTestResource(LedgerDatabase.class)
@QuarkusTestResource(
    value = Queues.class,
    initArgs =
        @ResourceArg(
            name = Queues.NAMES,
            value = "orders,payments,notifications,reports,announcements"))
class WatchedOrdersTest extends LedgerTest {

  private static final String TRACE_PROPERTY = "com.amazonaws.xray.traceHeader";
  private static final String OF_THE_FILE =
      "Root=1-67891233-abcdef012345678912345678;Parent=53995c3f42cd8ad8;Sampled=1";
  private static final String OF_THE_INVOCATION =
      "Root=1-67891299-000000000000000000000001;Parent=1111111111111111;Sampled=1";

  /** Each line with the fields that it carries. */
  private record Line(String message, Map<String, String> fields) {}

  private static final class Remembered extends Handler {
    private static final PatternFormatter MESSAGE = new PatternFormatter("%s");

    private final List<Line> lines = new ArrayList<>();

    @Override
    public void publish(LogRecord entry) {
      var extended = ExtLogRecord.wrap(entry);
      lines.add(new Line(MESSAGE.format(extended), new HashMap<>(extended.getMdcCopy())));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @Inject MetricLines metricLines;
  @Inject SqsClient sqs;
  @Inject OrderConfig config;
  @Inject ObjectMapper json;

  @Inject
  @Named("orders")
  OrdersHandler handler;

  private final Logger log = LogContext.getLogContext().getLogger("bulkorder");
  private final Remembered remembered = new Remembered();
  private final PrintStream before = System.out;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @BeforeEach
  void look() {
    metricLines.write();
    sqs.purgeQueue(r -> r.queueUrl(config.paymentsQueueUrl()));
    log.addHandler(remembered);
    System.setOut(new PrintStream(out, true, UTF_8));
    System.setProperty(TRACE_PROPERTY, OF_THE_INVOCATION);
  }

  @AfterEach
  void lookAway() {
    System.clearProperty(TRACE_PROPERTY);
    System.setOut(before);
    log.removeHandler(remembered);
  }

  @Test
  void each_line_says_whose_work_it_is_about_and_nothing_stays_set() throws Exception {
    ChunkMessage chunk = chunk(given.batchOfNewOrders(2), 1);

    handler.handleRequest(delivery(chunk), Invocation.withAMinute());

    assertThat(remembered.lines)
        .filteredOn(line -> line.message().startsWith("message m-1 is done in "))
        .singleElement()
        .extracting(Line::fields)
        .isEqualTo(
            Map.of(
                "handler", "orders",
                "requestId", "request",
                "clientId", "demo",
                "batchId", chunk.batchId().toString(),
                "chunk", "1",
                "traceId", "1-67891233-abcdef012345678912345678",
                "invocationTraceId", "1-67891299-000000000000000000000001"));
    assertThat(MDC.get("batchId")).isNull();
    assertThat(MDC.get("traceId")).isNull();
    assertThat(MDC.get("handler")).isNull();
  }

  @Test
  void messages_that_are_sent_on_carry_the_trace_of_the_one_that_came() throws Exception {
    handler.handleRequest(delivery(chunk(given.batchOfNewOrders(2), 1)), Invocation.withAMinute());

    List<Message> sent =
        sqs.receiveMessage(
                r ->
                    r.queueUrl(config.paymentsQueueUrl())
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
            .messages();
    assertThat(sent)
        .singleElement()
        .extracting(message -> message.attributesAsStrings().get("AWSTraceHeader"))
        .isEqualTo(OF_THE_FILE);
  }

  @Test
  void what_became_of_the_rows_is_measured_once_it_is_committed() throws Exception {
    ChunkMessage chunk = chunk(given.batchOfNewOrders(3), 1);

    handler.handleRequest(delivery(chunk), Invocation.withAMinute());
    handler.handleRequest(delivery(chunk), Invocation.withAMinute());

    assertThat(metrics().filter(line -> line.has("Rows")))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.path("State").asText()).isEqualTo("ORDERED");
              assertThat(line.path("Rows").asInt()).isEqualTo(3);
              assertThat(line.path("batchId").asText()).isEqualTo(chunk.batchId().toString());
            });
    assertThat(metrics().filter(line -> line.has("ChunkLatency")))
        .hasSize(2)
        .allSatisfy(line -> assertThat(line.path("Stage").asText()).isEqualTo("orders"))
        .allSatisfy(line -> assertThat(line.path("Messages").asInt()).isEqualTo(1));
  }

  @Test
  void a_message_that_fails_is_counted_by_its_stage() throws Exception {
    handler.handleRequest(event("orders", "m-2", "nonsense"), Invocation.withAMinute());

    assertThat(metrics().filter(line -> line.has("MessagesFailed")))
        .singleElement()
        .satisfies(line -> assertThat(line.path("MessagesFailed").asInt()).isEqualTo(1))
        .satisfies(line -> assertThat(line.path("Stage").asText()).isEqualTo("orders"));
  }

  private SQSEvent delivery(ChunkMessage chunk) throws JsonProcessingException {
    SQSEvent delivery = event("orders", "m-1", json.writeValueAsString(chunk));
    var message = delivery.getRecords().getFirst();
    Map<String, String> attributes = new HashMap<>(message.getAttributes());
    attributes.put("AWSTraceHeader", OF_THE_FILE);
    message.setAttributes(attributes);
    return delivery;
  }

  private Stream<JsonNode> metrics() throws JsonProcessingException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : out.toString(UTF_8).split("\n", -1)) {
      if (line.startsWith("{\"_aws\"")) {
        lines.add(json.readTree(line));
      }
    }
    return lines.stream();
  }
}
