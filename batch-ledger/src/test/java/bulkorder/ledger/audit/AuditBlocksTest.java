package bulkorder.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bulkorder.ledger.LedgerTest;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AuditBlocksTest extends LedgerTest {

  @Inject AuditBlocks blocks;

  @Test
  void each_block_is_chained_to_the_one_before_it() throws SQLException {
    sealAll();
    long before = blocks.last().map(AuditBlock::blockNo).orElse(0L);
    String subject = event();
    AuditBlock first = blocks.seal().orElseThrow();
    event();
    AuditBlock second = blocks.seal().orElseThrow();

    assertThat(first.blockNo()).isEqualTo(before + 1);
    assertThat(second.blockNo()).isEqualTo(before + 2);
    List<AuditEvent> events = blocks.events(first.last(), second.last());
    var hashing = new BlockHashing(first.hash(), second.blockNo());
    events.forEach(hashing::add);
    assertThat(hashing.end()).isEqualTo(second.hash());
    assertThat(blocks.find(first.blockNo())).contains(first);
    assertThat(blocks.after(before, 10)).containsExactly(first, second);
    assertThat(subjects(before, first)).containsExactly(subject);
    assertThat(blocks.seal()).isEmpty();
  }

  @Test
  void what_a_running_transaction_wrote_before_others_is_sealed_before_them() throws SQLException {
    sealAll();
    long before = blocks.last().map(AuditBlock::blockNo).orElse(0L);
    try (Connection slow = connect()) {
      slow.setAutoCommit(false);
      String early = event(slow);
      String late = event();

      assertThat(blocks.seal()).as("nothing is settled while one runs").isEmpty();
      assertThat(blocks.unsealed()).isEqualTo(1);

      slow.commit();
      assertThat(subjects(before, blocks.seal().orElseThrow())).containsExactly(early, late);
    }
  }

  @Test
  void an_event_with_a_lower_id_that_commits_later_is_in_a_later_block() throws SQLException {
    sealAll();
    try (Connection second = connect()) {
      second.setAutoCommit(false);
      try (Connection first = connect()) {
        first.setAutoCommit(false);
        execute(first, "select pg_current_xact_id()");
        String lowId = event(second);
        String highId = event(first);
        first.commit();

        long before = blocks.last().map(AuditBlock::blockNo).orElse(0L);
        AuditBlock block = blocks.seal().orElseThrow();
        assertThat(subjects(before, block)).containsExactly(highId);
        second.commit();
        assertThat(subjects(block.blockNo(), blocks.seal().orElseThrow())).containsExactly(lowId);
      }
    }
  }

  @Test
  void a_block_has_a_thousand_events_at_most() throws SQLException {
    sealAll();
    ledger.change(
        """
        insert into audit_events (actor, action, subject)
        select 'a', 'b', 'many' from generate_series(1, 1500)
        """);

    assertThat(blocks.seal().orElseThrow().events()).isEqualTo(1000);
    assertThat(blocks.seal().orElseThrow().events()).isEqualTo(500);
    assertThat(blocks.seal()).isEmpty();
  }

  @Test
  void two_that_seal_at_once_make_one_chain_of_all_events()
      throws SQLException, InterruptedException, ExecutionException {
    sealAll();
    long before = blocks.last().map(AuditBlock::blockNo).orElse(0L);
    List<String> subjects = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      subjects.add(event());
      try (var threads = Executors.newFixedThreadPool(2)) {
        Callable<Optional<AuditBlock>> seal = blocks::seal;
        for (var done : threads.invokeAll(List.of(seal, seal))) {
          done.get();
        }
      }
    }
    sealAll();

    List<AuditBlock> made = blocks.after(before, 1000);
    assertThat(made.getFirst().blockNo()).isEqualTo(before + 1);
    assertThat(made.getLast().blockNo()).isEqualTo(before + made.size());
    assertThat(
            Stream.concat(Stream.of(before), made.stream().map(AuditBlock::blockNo))
                .limit(made.size())
                .flatMap(no -> subjects(no, blocks.find(no + 1).orElseThrow()).stream()))
        .containsExactlyElementsOf(subjects);
  }

  @Test
  void nothing_is_sealed_where_transactions_are_counted_anew() throws SQLException {
    sealAll();
    event();
    ledger.change(
        """
        insert into audit_blocks (block_no, last_transaction, last_event_id, first_event_id, events, hash)
        values (1000000, '9000000000', 1, 1, 1, sha256(''))
        """);
    try {
      assertThatThrownBy(blocks::seal).hasMessageContaining("restored from a dump");
    } finally {
      ledger.change("alter table audit_blocks disable trigger user");
      ledger.change("delete from audit_blocks where block_no = 1000000");
      ledger.change("alter table audit_blocks enable trigger user");
    }
    assertThat(blocks.seal()).isPresent();
  }

  private void sealAll() {
    while (blocks.seal().isPresent()) {
      // The next one.
    }
  }

  private List<String> subjects(long blockBefore, AuditBlock block) {
    EventPosition after =
        blocks.find(blockBefore).map(AuditBlock::last).orElse(EventPosition.BEGINNING);
    return blocks.events(after, block.last()).stream().map(AuditEvent::subject).toList();
  }

  private String event() throws SQLException {
    try (Connection connection = connect()) {
      return event(connection);
    }
  }

  /** Beside the pool, whose few connections the code under test has. */
  private static Connection connect() throws SQLException {
    var config = ConfigProvider.getConfig();
    return DriverManager.getConnection(
        config.getValue("quarkus.datasource.jdbc.url", String.class),
        config.getValue("quarkus.datasource.username", String.class),
        null);
  }

  private static String event(Connection connection) throws SQLException {
    String subject = UUID.randomUUID().toString();
    execute(
        connection,
        "insert into audit_events (actor, action, subject) values ('a', 'b', '%s')"
            .formatted(subject));
    return subject;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
