package bulkorder.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bulkorder.standins.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Audit events as the database keeps them, from before they had months and categories. */
class AuditEventsTest {

  private PostgresServer postgres;
  private Connection owner;

  @BeforeEach
  void aLedgerBeforeAuditEventsHadMonths() throws SQLException {
    postgres = PostgresServer.startTemporary();
    migrate("12");
    owner = connect(postgres.user(), postgres.password());
    execute(
        owner,
        """
        insert into audit_events (occurred_at, client_id, actor, action, subject, details) values
          (now() - interval '400 days', 'demo', 'import', 'BATCH_ACCEPTED', 'first', '{"rows": "2"}'),
          (now(), null, 'Mori', 'CHARGING_STOPPED', 'charging', '{}')
        """);
    migrate("latest");
  }

  @AfterEach
  void end() throws SQLException {
    owner.close();
    postgres.close();
  }

  @Test
  void events_of_before_are_kept_as_changes_and_new_ones_follow_them() throws SQLException {
    execute(owner, "insert into audit_events (actor, action, subject) values ('a', 'b', 'new')");

    assertThat(
            query(
                owner,
                """
                select audit_event_id, category, client_id, actor, action, subject, details
                from audit_events order by audit_event_id
                """))
        .containsExactly(
            "1 CHANGE demo import BATCH_ACCEPTED first {\"rows\": \"2\"}",
            "2 CHANGE null Mori CHARGING_STOPPED charging {}",
            "3 CHANGE null a b new {}");
  }

  @Test
  void the_role_of_the_api_adds_any_event_and_sees_those_of_its_client() throws SQLException {
    try (var api = connect("bulkorder_status", "")) {
      execute(api, "insert into audit_events (actor, action, subject) values ('a', 'b', 'c')");
      assertThat(query(api, "select subject from audit_events")).isEmpty();

      execute(api, "set bulkorder.client_id = 'demo'");
      assertThat(query(api, "select subject from audit_events")).containsExactly("first");
      execute(api, "set bulkorder.administrator = 'true'");
      assertThat(query(api, "select subject from audit_events")).hasSize(3);

      for (String refused :
          List.of(
              "update audit_events set actor = 'x'",
              "delete from audit_events",
              "truncate audit_events",
              "select * from audit_blocks",
              "select * from " + oldestMonth())) {
        assertThatThrownBy(() -> execute(api, refused)).hasMessageContaining("permission denied");
      }
    }
  }

  @Test
  void a_month_is_dropped_once_each_of_its_events_is_archived_and_not_before() throws SQLException {
    String oldest = oldestMonth();
    assertThat(drop()).isLessThan(15);
    assertThat(query(owner, "select subject from " + oldest)).containsExactly("first");

    archive(2);
    drop();
    assertThat(query(owner, "select subject from " + oldest)).containsExactly("first");
  }

  @Test
  void an_archived_month_is_gone_with_its_events_alone() throws SQLException {
    archive(1);

    assertThat(drop()).isPositive();

    assertThat(query(owner, "select subject from audit_events")).containsExactly("charging");
    assertThat(drop()).isZero();
  }

  @Test
  void a_month_of_less_than_180_days_stays_whatever_is_archived() throws SQLException {
    drop();
    int months = query(owner, MONTHS).size();

    assertThat(months).isBetween(7, 10);
    assertThat(drop()).isZero();
  }

  @Test
  void nobody_is_kept_waiting_for_a_month_to_be_dropped() throws SQLException {
    archive(1);
    try (var writer = connect(postgres.user(), postgres.password())) {
      writer.setAutoCommit(false);
      execute(writer, "insert into audit_events (actor, action, subject) values ('a', 'b', 'c')");

      assertThat(drop()).isZero();
      writer.commit();
    }
    assertThat(drop()).isPositive();
  }

  private static final String MONTHS =
      """
      select inhrelid::regclass from pg_inherits where inhparent = 'audit_events'::regclass order by 1::text
      """;

  private String oldestMonth() throws SQLException {
    return query(
            owner,
            "select min(inhrelid::regclass::text) from pg_inherits where inhparent = 'audit_events'::regclass")
        .getFirst();
  }

  private int drop() throws SQLException {
    return Integer.parseInt(query(owner, "select drop_archived_audit_events()").getFirst());
  }

  private void archive(int events) throws SQLException {
    execute(
        owner,
        """
        insert into audit_blocks (block_no, last_transaction, last_event_id, first_event_id, events, hash)
        values (1, '1', 2, 1, 2, sha256(''));
        insert into audit_archives (object_key, archive_group, day, part, first_block, last_block, last_transaction,
          last_event_id, events, content_sha256)
        select 'audit/x', 'CHANGES', (occurred_at at time zone 'UTC')::date, 1, 1, 1, '1', 1, %d, sha256('')
        from audit_events where subject = 'first'
        """
            .formatted(events));
  }

  private void migrate(String target) {
    Flyway.configure()
        .dataSource(postgres.jdbcUrl(), postgres.user(), postgres.password())
        .target(target)
        .load()
        .migrate();
  }

  private Connection connect(String user, String password) throws SQLException {
    return DriverManager.getConnection(postgres.jdbcUrl(), user, password);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> query(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var result = statement.executeQuery(sql)) {
      List<String> lines = new ArrayList<>();
      while (result.next()) {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          columns.add(String.valueOf(result.getString(i)));
        }
        lines.add(String.join(" ", columns));
      }
      return lines;
    }
  }
}
