package bulkorder.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bulkorder.ledger.ClientId;
import bulkorder.ledger.LedgerTest;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AuditTrailTest extends LedgerTest {

  private static final ClientId DEMO = new ClientId("demo");

  @Inject AuditTrail audit;

  @Test
  void each_event_has_the_category_of_what_it_tells() {
    String subject = UUID.randomUUID().toString();

    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              audit.record("mori", "BATCH_PAUSED", subject, DEMO, Map.of());
              audit.accessed("mori", "ROWS_READ", subject, DEMO, Map.of("rows", "2"));
              audit.administered("root", "CLIENT_CREATED", subject, null, Map.of());
            });
    audit.signedIn("mori", subject, DEMO, Map.of());
    audit.refused("unknown", subject, null, Map.of("reason", "EXPIRED"));

    assertThat(events(subject))
        .containsExactly(
            "CHANGE demo mori BATCH_PAUSED {}",
            "ACCESS demo mori ROWS_READ {\"rows\": \"2\"}",
            "ADMINISTRATION - root CLIENT_CREATED {}",
            "AUTHENTICATION demo mori SIGNED_IN {}",
            "AUTHENTICATION - unknown REFUSED {\"reason\": \"EXPIRED\"}");
  }

  @Test
  void a_refusal_stays_though_what_it_ends_is_rolled_back() {
    String subject = UUID.randomUUID().toString();

    assertThatThrownBy(
            () ->
                QuarkusTransaction.requiringNew()
                    .run(
                        () -> {
                          audit.record("mori", "BATCH_PAUSED", subject, DEMO, Map.of());
                          audit.refused("mori", subject, DEMO, Map.of());
                          throw new IllegalStateException("the request ends");
                        }))
        .hasMessageContaining("the request ends");

    assertThat(events(subject)).containsExactly("AUTHENTICATION demo mori REFUSED {}");
  }

  @Test
  void a_refusal_of_the_gateway_is_one_event_however_often_it_is_told() {
    String requestId = UUID.randomUUID().toString();
    Instant at = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    assertThat(audit.refusedByGateway(requestId, at, Map.of("status", "401"))).isTrue();
    assertThat(audit.refusedByGateway(requestId, at, Map.of("status", "401"))).isFalse();

    assertThat(events(requestId))
        .containsExactly("AUTHENTICATION - gateway REFUSED {\"status\": \"401\"}");
  }

  private List<String> events(String subject) {
    return ledger.query(
        """
        select category, client_id, actor, action, details from audit_events where subject = ? order by audit_event_id
        """,
        subject);
  }
}
