package bulkorder.ledger.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import bulkorder.ledger.ClientId;
import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.audit.AuditTrail;
import bulkorder.ledger.encryption.KeyRotation.MasterKeyUse;
import bulkorder.ledger.encryption.KeyRotation.Rewrapped;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class KeyRotationTest extends LedgerTest {

  private static final String WRAPPED =
      "select data_key_id, master_key, wrapped_key from data_keys order by data_key_id";

  @Inject Session session;
  @Inject AuditTrail audit;
  @Inject StoredKeys storedKeys;
  @Inject TransactionSynchronizationRegistry registry;

  private final List<ClientId> clients = new ArrayList<>();
  private final List<byte[]> sealed = new ArrayList<>();

  /** Other tests' keys are out of the way meanwhile. */
  @BeforeEach
  void fourDataKeysOfTheFormerMasterKey() throws SQLException {
    ledger.change("create table data_keys_aside as select * from data_keys");
    ledger.change("delete from data_keys");
    for (int i = 0; i < 4; i++) {
      var client = new ClientId("c-" + UUID.randomUUID());
      clients.add(client);
      sealed.add(copy("former").seal(client));
    }
  }

  @AfterEach
  void allKeysAsTheyWere() throws SQLException {
    ledger.change("delete from data_keys");
    ledger.change("insert into data_keys overriding system value select * from data_keys_aside");
    ledger.change("drop table data_keys_aside");
  }

  @Test
  void what_was_sealed_before_opens_when_the_former_master_key_is_gone() {
    assertThat(rewrap("present", "former")).isEqualTo(new Rewrapped("present", 4, last(), true));

    for (int i = 0; i < clients.size(); i++) {
      assertThat(copy("present").opens(clients.get(i), sealed.get(i))).isTrue();
    }
  }

  @Test
  void each_master_key_is_told_of_with_what_it_wraps() throws SQLException {
    copy("present").seal(clients.getFirst());
    ledger.change(
        "update data_keys set wrapped_at = '2026-01-01T00:00:00Z' where master_key = 'former'");

    List<MasterKeyUse> uses = status("present", "former");
    assertThat(uses)
        .extracting(MasterKeyUse::masterKey, MasterKeyUse::dataKeys, MasterKeyUse::clients)
        .containsExactly(tuple("former", 4L, 4L), tuple("present", 1L, 1L));
    assertThat(uses.getFirst().since()).isEqualTo("2026-01-01T00:00:00Z");

    rewrap("present", "former");

    assertThat(status("present"))
        .extracting(MasterKeyUse::masterKey, MasterKeyUse::dataKeys, MasterKeyUse::clients)
        .containsExactly(tuple("present", 5L, 4L));
  }

  @Test
  void it_goes_on_where_it_was_interrupted_and_does_nothing_twice() {
    KeyRotation rotation = rotation("present", "former");
    Rewrapped first = step(rotation, 0, 3);
    assertThat(first.dataKeys()).isEqualTo(3);
    assertThat(first.done()).isFalse();
    List<String> between = ledger.query(WRAPPED);

    assertThat(step(rotation, 0, 3)).isEqualTo(new Rewrapped("present", 1, last(), true));

    assertThat(ledger.query(WRAPPED)).startsWith(between.subList(0, 3).toArray(String[]::new));
    assertThat(step(rotation, first.lastDataKeyId(), 3))
        .isEqualTo(new Rewrapped("present", 0, first.lastDataKeyId(), true));
  }

  @Test
  void a_step_is_in_the_audit_trail_with_how_much_it_did() {
    rewrap("present", "former");
    rewrap("present", "former");

    assertThat(
            ledger.query(
                """
                select category, actor, subject, details ->> 'dataKeys', details ->> 'to' from audit_events
                where action = 'DATA_KEYS_REWRAPPED' and (details ->> 'to')::bigint = ?
                """,
                last()))
        .containsExactly("ADMINISTRATION Mori present 4 " + last());
  }

  @Test
  void a_step_that_fails_leaves_everything_as_it_was() throws SQLException {
    ledger.change("update data_keys set master_key = 'lost' where data_key_id = ?", last());
    List<String> before = ledger.query(WRAPPED);

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> rewrap("present", "former"))
        .withMessage("there is no encryption key \"lost\"");

    assertThat(ledger.query(WRAPPED)).isEqualTo(before);
  }

  private long last() {
    return Long.parseLong(ledger.query("select max(data_key_id) from data_keys").getFirst());
  }

  private Rewrapped rewrap(String... masterKeys) {
    return step(rotation(masterKeys), 0, 100);
  }

  private static Rewrapped step(KeyRotation rotation, long after, int limit) {
    return QuarkusTransaction.requiringNew().call(() -> rotation.rewrap("Mori", after, limit));
  }

  private List<MasterKeyUse> status(String... masterKeys) {
    return QuarkusTransaction.requiringNew().call(() -> rotation(masterKeys).status().masterKeys());
  }

  private KeyRotation rotation(String... masterKeys) {
    return new KeyRotation(session, LocalMasterKeys.provider(masterKeys), audit);
  }

  private CopyOfAFunction copy(String... masterKeys) {
    return new CopyOfAFunction(storedKeys, LocalMasterKeys.provider(masterKeys), registry);
  }
}
