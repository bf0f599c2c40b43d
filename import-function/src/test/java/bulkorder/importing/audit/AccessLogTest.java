package bulkorder.importing.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.testing.Invocation;
import bulkorder.ledger.testing.LedgerDatabase;
import bulkorder.ledger.testing.Queues;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LedgerDatabase.class)
@QuarkusTestResource(
    value = Queues.class,
    initArgs = @ResourceArg(name = Queues.NAMES, value = "orders,reports,announcements"))
class AccessLogTest extends LedgerTest {

  /** As CloudWatch Logs sent it: what it subscribes with, packed. */
  private static final String CONTROL_MESSAGE =
      """
      {"messageType":"CONTROL_MESSAGE","owner":"CloudwatchLogs","logGroup":"","logStream":"","subscriptionFilters":[],
       "logEvents":[{"id":"","timestamp":1795298407000,"message":"CWL CONTROL MESSAGE: Checking health of destination Lambda."}]}
      """;

  @Inject
  @Named("access-log")
  AccessLogHandler handler;

  @Inject ObjectMapper json;

  private final String requestId = UUID.randomUUID().toString();
  private final long now = System.currentTimeMillis();

  @Test
  void what_the_gateway_refused_itself_is_an_event_without_who_it_was() throws IOException {
    assertThat(handle(lines(line("401", "-", "UNAUTHORIZED")))).isEqualTo(1);

    assertThat(
            ledger.query(
                """
                select category, actor, action, client_id, (extract(epoch from occurred_at) * 1000)::bigint,
                  details ->> 'status', details ->> 'error', details ->> 'route', (select count(*) from jsonb_object_keys(details))
                from audit_events where subject = ?
                """,
                requestId))
        .containsExactly(
            "AUTHENTICATION gateway REFUSED - %d 401 UNAUTHORIZED ANY /api/v1/{proxy+} 3"
                .formatted(now));
  }

  @Test
  void the_same_lines_again_record_nothing() throws IOException {
    String event = lines(line("403", "-", "ACCESS_DENIED"));

    assertThat(handle(event)).isEqualTo(1);
    assertThat(handle(event)).isZero();

    assertThat(ledger.query("select count(*) from audit_events where subject = ?", requestId))
        .containsExactly("1");
  }

  @Test
  void of_a_flood_of_refusals_the_first_are_recorded_and_that_there_were_more() throws IOException {
    String[] flood =
        IntStream.range(0, 50)
            .mapToObj(n -> line("401", "-", "UNAUTHORIZED").replace(requestId, requestId + n))
            .toArray(String[]::new);

    assertThat(handle(lines(flood))).isEqualTo(20);

    assertThat(
            ledger.query(
                """
                select count(*), count(details ->> 'moreAtThisTime') from audit_events where subject like ? || '%'
                """,
                requestId))
        .containsExactly("20 1");
  }

  @Test
  void what_a_function_answered_or_is_no_refusal_is_left_to_others() throws IOException {
    assertThat(
            handle(
                lines(
                    line("403", "200", "-"),
                    line("200", "200", "-"),
                    line("429", "-", "THROTTLED"),
                    "not of this format")))
        .isZero();
    assertThat(handle(CONTROL_MESSAGE)).isZero();
  }

  private String line(String status, String integrationStatus, String error) {
    return """
    {"requestId":"%s","time":"21/Nov/2026:22:00:07 +0000","status":"%s","integrationStatus":"%s","error":"%s","routeKey":"ANY /api/v1/{proxy+}"}
    """
        .formatted(requestId, status, integrationStatus, error);
  }

  private String lines(String... lines) {
    return """
    {"messageType":"DATA_MESSAGE","owner":"123456789012","logGroup":"access","logStream":"s","subscriptionFilters":["f"],
     "logEvents":[%s]}
    """
        .formatted(
            Stream.of(lines)
                .map(
                    line ->
                        "{\"id\":\"1\",\"timestamp\":%d,\"message\":%s}"
                            .formatted(now, json.valueToTree(line)))
                .collect(Collectors.joining(",")));
  }

  private int handle(String logEvents) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(logEvents.getBytes(UTF_8));
    }
    String event =
        "{\"awslogs\":{\"data\":\"%s\"}}"
            .formatted(Base64.getEncoder().encodeToString(packed.toByteArray()));
    return handler.handleRequest(
        json.readValue(event, LogSubscriptionEvent.class), Invocation.withAMinute());
  }
}
