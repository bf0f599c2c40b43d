package bulkorder.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.ClientId;
import bulkorder.ledger.LedgerTest;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AuditEventsTest extends LedgerTest {

  @Inject AuditEvents events;

  private final ClientId client = new ClientId("c-" + UUID.randomUUID());

  @Test
  void pages_lead_through_all_events_once_the_newest_first() throws SQLException {
    ledger.change(
        """
        insert into audit_events (occurred_at, client_id, actor, action, subject)
        select now() - make_interval(mins => n / 2), ?, 'a', 'b', n::text from generate_series(1, 7) n
        """,
        client.value());

    List<String> seen = new ArrayList<>();
    AuditPage page = events.page(all(), null, 3);
    while (page.more()) {
      page.events().forEach(event -> seen.add(event.subject()));
      page = events.page(all(), AuditPage.End.of(page.events().getLast()), 3);
    }
    page.events().forEach(event -> seen.add(event.subject()));

    assertThat(seen).containsExactly("1", "3", "2", "5", "4", "7", "6");
  }

  @Test
  void filters_are_met_together() throws SQLException {
    IntStream.of(1, 2, 3).forEach(n -> event(n));

    assertThat(subjects(filter(AuditCategory.ACCESS, null, null, null))).containsExactly("2");
    assertThat(subjects(filter(null, "ACTION_3", null, null))).containsExactly("3");
    assertThat(subjects(filter(null, null, "1", null))).containsExactly("1");
    assertThat(subjects(filter(AuditCategory.ACCESS, null, "1", null))).isEmpty();
    assertThat(subjects(filter(null, null, null, Instant.parse("2026-01-01T00:00:00Z"))))
        .containsExactly("3", "2", "1");
    assertThat(
            subjects(
                new AuditFilter(
                    client, null, null, null, null, Instant.parse("2026-01-01T00:00:00Z"))))
        .isEmpty();
  }

  private void event(int number) {
    try {
      ledger.change(
          """
          insert into audit_events (category, client_id, actor, action, subject) values (?, ?, 'a', ?, ?)
          """,
          number == 2 ? "ACCESS" : "CHANGE",
          client.value(),
          "ACTION_" + number,
          Integer.toString(number));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> subjects(AuditFilter filter) {
    return events.page(filter, null, 10).events().stream().map(AuditEvent::subject).toList();
  }

  private AuditFilter all() {
    return filter(null, null, null, null);
  }

  private AuditFilter filter(
      @Nullable AuditCategory category,
      @Nullable String action,
      @Nullable String subject,
      @Nullable Instant from) {
    return new AuditFilter(client, category, action, subject, from, null);
  }
}
