package bulkorder.importing.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.testing.Invocation;
import bulkorder.ledger.testing.LedgerDatabase;
import bulkorder.ledger.testing.Queues;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The chain from the first event to one that was dropped, as the function keeps it. */
@QuarkusTest
@QuarkusTestResource(LedgerDatabase.class)
@QuarkusTestResource(
    value = Queues.class,
    initArgs = @ResourceArg(name = Queues.NAMES, value = "orders,reports,announcements"))
class AuditChainTest extends LedgerTest {

  @Inject
  @Named("audit")
  AuditHandler handler;

  @Inject InMemoryArchive archive;

  /** A chain of its own, as no role of the system could begin it. */
  @BeforeEach
  void anEmptyChain() throws SQLException {
    archive.clear();
    ledger.query(
        "select add_audit_partition(now() - make_interval(days => 30 * d)) from generate_series(1, 8) d");
    unguarded("audit_archives", "delete from audit_archives");
    unguarded("audit_blocks", "delete from audit_blocks");
    for (String month : months()) {
      unguarded(month, "delete from " + month);
    }
  }

  @Test
  void what_was_sealed_and_left_alone_holds() throws SQLException {
    event("first", 1);
    handle(null, null);
    event("second", 0);
    event("third", 0);
    handle(null, null);
    event("not yet sealed", 0);

    ObjectNode answer = handle("verify", 0L);

    assertThat(answer.path("done").asBoolean()).isTrue();
    assertThat(answer.path("blocks").asInt()).isEqualTo(2);
    assertThat(answer.path("events").asInt()).isEqualTo(3);
    assertThat(answer.path("unsealed").asInt()).isEqualTo(1);
    assertThat(answer.path("findings")).isEmpty();
    assertThat(answer.path("lastHash")).isEqualTo(handle("block", 2L).path("hash"));
  }

  @Test
  void an_event_that_was_changed_is_found_with_its_block() throws SQLException {
    threeBlocks();

    unguarded(thisMonth(), "update %s set actor = 'x' where subject = 'first'");

    assertThat(findings())
        .singleElement()
        .asString()
        .startsWith("Block 2: its events from ")
        .endsWith("are not what was sealed.");
    assertThat(handle("verify", 0L).path("badBlocks").asInt()).isEqualTo(1);
  }

  @Test
  void an_event_that_was_removed_is_missing() throws SQLException {
    threeBlocks();

    unguarded(thisMonth(), "delete from %s where subject = 'first'");

    assertThat(findings())
        .singleElement()
        .asString()
        .startsWith("Block 2: 1 of its 1 events are missing; its first is event ");
  }

  @Test
  void an_event_that_was_put_in_is_found() throws SQLException {
    threeBlocks();

    unguarded(
        thisMonth(),
        """
        insert into %s (audit_event_id, occurred_at, category, actor, action, subject, transaction_id)
        select audit_event_id + 1000000, occurred_at, 'CHANGE', 'a', 'b', 'forged', transaction_id
        from audit_events where subject = 'first'
        """);

    assertThat(findings())
        .containsExactly(
            "Block 3: there are events in it that were not sealed with it; it was sealed with 1.");
  }

  @Test
  void a_block_that_was_sealed_anew_does_not_fit_to_the_next() throws SQLException {
    threeBlocks();

    unguarded("audit_blocks", "update audit_blocks set hash = sha256('x') where block_no = 2");

    assertThat(findings()).hasSize(2).element(1).asString().startsWith("Block 3: ");
  }

  @Test
  void a_block_that_was_removed_is_missing() throws SQLException {
    threeBlocks();

    unguarded("audit_blocks", "delete from audit_blocks where block_no = 2");

    assertThat(findings())
        .containsExactly("1 blocks before block 3 are missing, so that it cannot be verified.");
  }

  @Test
  void a_dropped_month_is_verified_from_the_archive() throws SQLException {
    oldAndNew();

    ObjectNode answer = handle("verify", 0L);

    assertThat(answer.path("findings")).isEmpty();
    assertThat(answer.path("events").asInt()).isEqualTo(4);
    assertThat(answer.path("archivedEvents").asInt()).isEqualTo(3);
    assertThat(archive.objects.keySet())
        .satisfiesExactly(
            key -> assertThat(key).startsWith("audit/activity/"),
            key -> assertThat(key).startsWith("audit/changes/"),
            key -> assertThat(key).startsWith("audit/security/"));
  }

  @Test
  void an_object_that_was_changed_or_is_gone_is_named() throws SQLException {
    oldAndNew();
    List<String> keys = List.copyOf(archive.objects.keySet());
    archive.objects.put(keys.getFirst(), new byte[] {1});
    archive.objects.remove(keys.getLast());

    assertThat(findings())
        .contains(
            "The object %s of the archive is not what was archived.".formatted(keys.getFirst()),
            "The object %s of the archive is missing.".formatted(keys.getLast()))
        .hasSize(3)
        .last()
        .asString()
        .startsWith("Block 1: 2 of its 4 events are missing");
  }

  @Test
  void an_event_that_differs_from_its_archived_self_is_named() throws SQLException {
    event("old", 100);
    handle(null, null);
    String month =
        ledger
            .query("select tableoid::regclass from audit_events where subject = 'old'")
            .getFirst();
    String id = ledger.query("select audit_event_id from audit_events").getFirst();

    unguarded(month, "update %s set subject = 'forged'".formatted(month));

    assertThat(findings())
        .containsExactly("Block 1: event %s is not what was sealed and archived.".formatted(id));
  }

  @Test
  void what_could_not_be_put_is_not_recorded_and_comes_again() throws SQLException {
    event("old", 100);
    archive.down = true;
    assertThatThrownBy(() -> handle(null, null)).hasMessageContaining("down");
    assertThat(ledger.query("select * from audit_archives")).isEmpty();

    archive.down = false;
    assertThat(handle(null, null).path("objectsArchived").asInt()).isEqualTo(1);
    Map.Entry<String, byte[]> object = archive.objects.entrySet().iterator().next();
    assertThat(
            ledger.query(
                "select object_key, events, encode(content_sha256, 'hex') from audit_archives"))
        .containsExactly(
            "%s 1 %s".formatted(object.getKey(), ArchiveFile.sha256(object.getValue())));
    assertThat(handle(null, null).path("objectsArchived").asInt()).isZero();
  }

  @Test
  void what_was_put_but_not_recorded_is_put_again_as_the_same_object() throws SQLException {
    event("old", 100);
    handle(null, null);
    byte[] before = archive.objects.values().iterator().next();
    unguarded("audit_archives", "delete from audit_archives");

    handle(null, null);

    assertThat(archive.puts).isEqualTo(2);
    assertThat(archive.objects.values()).singleElement().isEqualTo(before);
  }

  @Test
  void what_nobody_can_do_is_refused() {
    assertThat(handle("verify", 99L).path("refused").asText()).isEqualTo("There is no block 99.");
    assertThat(handle("block", 1L).path("refused").asText()).isEqualTo("There is no block 1.");
    assertThat(handle("erase", null).path("refused").asText())
        .isEqualTo("The operation must be verify or block.");
  }

  private void threeBlocks() throws SQLException {
    for (String subject : List.of("zeroth", "first", "second")) {
      event(subject, 0);
      handle(null, null);
    }
    // The blocks of "zeroth", "first" and "second" are 1, 2 and 3.
  }

  private void oldAndNew() throws SQLException {
    ledger.change(
        """
        insert into audit_events (occurred_at, category, actor, action, subject, details)
        select now() - interval '230 days', category, 'a', 'b', category, '{"name": "値"}'::jsonb
        from unnest(array['CHANGE', 'ACCESS', 'AUTHENTICATION']) category
        union all select now(), 'CHANGE', 'a', 'b', 'new', '{}'::jsonb
        """);
    handle(null, null);
    ledger.query("select drop_archived_audit_events()");
    assertThat(ledger.query("select subject from audit_events")).containsExactly("new");
  }

  private List<String> findings() {
    return handle("verify", 0L).path("findings").valueStream().map(f -> f.asText()).toList();
  }

  private ObjectNode handle(@Nullable String operation, @Nullable Long block) {
    return handler.handleRequest(new AuditRequest(operation, block), Invocation.withAMinute());
  }

  private void event(String subject, int daysAgo) throws SQLException {
    ledger.change(
        """
        insert into audit_events (occurred_at, actor, action, subject)
        values (now() - make_interval(days => ?), 'a', 'b', ?)
        """,
        daysAgo,
        subject);
  }

  private List<String> months() {
    return ledger.query(
        "select inhrelid::regclass from pg_inherits where inhparent = 'audit_events'::regclass");
  }

  private String thisMonth() {
    return ledger
        .query("select 'audit_events' || to_char(now() at time zone 'UTC', '_YYYYMM')")
        .getFirst();
  }

  private void unguarded(String table, String change) throws SQLException {
    ledger.change("alter table %s disable trigger user".formatted(table));
    ledger.change(change.formatted(table));
    ledger.change("alter table %s enable trigger user".formatted(table));
  }
}
