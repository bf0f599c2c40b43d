package bulkorder.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.LedgerTest;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
class AuditArchivesTest extends LedgerTest {

  private static final String SHA256 = "ab".repeat(32);

  @Inject AuditArchives archives;
  @Inject AuditBlocks blocks;

  @BeforeEach
  void nothingIsToBeArchived() throws SQLException {
    ledger.change("alter table audit_archives disable trigger user");
    ledger.change("delete from audit_archives");
    ledger.change("alter table audit_archives enable trigger user");
    ledger.change("select drop_archived_audit_events()");
    ledger.query(
        "select add_audit_partition(now() - make_interval(days => 30 * d)) from generate_series(1, 8) d");
    for (String month :
        ledger.query(
            "select inhrelid::regclass from pg_inherits where inhparent = 'audit_events'::regclass")) {
      ledger.change("alter table %s disable trigger user".formatted(month));
      ledger.change("delete from %s".formatted(month));
      ledger.change("alter table %s enable trigger user".formatted(month));
    }
  }

  @ParameterizedTest
  @EnumSource
  void ledger_and_database_put_a_category_into_the_same_group(ArchiveGroup group) {
    for (AuditCategory category : group.categories()) {
      assertThat(ledger.query("select audit_archive_group(?)", category.name()))
          .containsExactly(group.name());
    }
  }

  @Test
  void changes_are_archived_after_90_days_and_security_after_180() throws SQLException {
    event("CHANGE", 89);
    event("CHANGE", 92);
    event("AUTHENTICATION", 179);
    event("AUTHENTICATION", 182);
    event("ACCESS", 92);
    event("ADMINISTRATION", 92);
    sealAll();

    assertThat(subjects(archives.next(ArchiveGroup.CHANGES))).containsExactly("CHANGE 92");
    assertThat(subjects(archives.next(ArchiveGroup.SECURITY)))
        .containsExactly("AUTHENTICATION 182");
    assertThat(subjects(archives.next(ArchiveGroup.ACTIVITY)))
        .containsExactly("ACCESS 92", "ADMINISTRATION 92");
  }

  @Test
  void what_is_not_sealed_is_not_archived_and_its_day_is_waited_for() throws SQLException {
    event("CHANGE", 100);
    assertThat(archives.next(ArchiveGroup.CHANGES)).isEmpty();

    sealAll();
    ArchivePart first = archives.next(ArchiveGroup.CHANGES).orElseThrow();
    assertThat(archives.record(first, SHA256)).isTrue();
    event("CHANGE", 100);
    event("CHANGE", 99);
    assertThat(archives.next(ArchiveGroup.CHANGES)).isEmpty();

    sealAll();
    ArchivePart second = archives.next(ArchiveGroup.CHANGES).orElseThrow();
    assertThat(second.day()).isEqualTo(first.day());
    assertThat(second.part()).isEqualTo(2);
    archives.record(second, SHA256);
    assertThat(archives.next(ArchiveGroup.CHANGES).orElseThrow().day())
        .isEqualTo(first.day().plusDays(1));
  }

  @Test
  void a_part_that_is_not_recorded_comes_again_and_one_that_is_does_not() throws SQLException {
    event("CHANGE", 100);
    sealAll();
    ArchivePart part = archives.next(ArchiveGroup.CHANGES).orElseThrow();

    assertThat(archives.next(ArchiveGroup.CHANGES)).contains(part);
    assertThat(archives.record(part, SHA256)).isTrue();
    assertThat(archives.record(part, SHA256)).isFalse();

    assertThat(archives.next(ArchiveGroup.CHANGES)).isEmpty();
    assertThat(archives.withBlock(part.events().getFirst().blockNo()))
        .containsExactly(new Archive(part.objectKey(), 1, SHA256));
  }

  @Test
  void a_key_leads_from_group_to_month_to_day() throws SQLException {
    event("CHANGE", 100);
    sealAll();
    ArchivePart part = archives.next(ArchiveGroup.CHANGES).orElseThrow();

    String day =
        ledger
            .query(
                "select cast(occurred_at at time zone 'UTC' as date) from audit_events where audit_event_id = ?",
                part.last().eventId())
            .getFirst();
    assertThat(part.objectKey())
        .isEqualTo(
            "audit/changes/%s/%s-0001-%d.jsonl.gz"
                .formatted(day.substring(0, 7), day, part.last().eventId()));
  }

  @Test
  void a_month_goes_once_all_of_it_is_archived() throws SQLException {
    event("CHANGE", 230);
    event("ACCESS", 230);
    sealAll();
    archive(ArchiveGroup.CHANGES);
    ledger.query("select drop_archived_audit_events()");
    assertThat(ledger.query("select count(*) from audit_events")).containsExactly("2");

    archive(ArchiveGroup.ACTIVITY);
    ledger.query("select drop_archived_audit_events()");
    assertThat(ledger.query("select count(*) from audit_events")).containsExactly("0");
  }

  private void archive(ArchiveGroup group) {
    archives.record(archives.next(group).orElseThrow(), SHA256);
  }

  private void event(String category, int daysAgo) throws SQLException {
    ledger.change(
        """
        insert into audit_events (occurred_at, category, actor, action, subject)
        values (now() - make_interval(days => ?), ?, 'a', 'b', ?)
        """,
        daysAgo,
        category,
        category + " " + daysAgo);
  }

  private void sealAll() {
    while (blocks.seal().isPresent()) {
      // The next one.
    }
  }

  private static List<String> subjects(Optional<ArchivePart> part) {
    return part.orElseThrow().events().stream().map(event -> event.event().subject()).toList();
  }
}
