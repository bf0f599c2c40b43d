package bulkorder.ledger.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import bulkorder.ledger.ClientId;
import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.batch.Tenant;
import bulkorder.ledger.encryption.Sealing.SealedForm;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DataKeysTest extends LedgerTest {

  private static final byte[] TEXT = "髙橋 美咲".getBytes(StandardCharsets.UTF_8);

  @Inject DataKeys dataKeys;
  @Inject SingleValues values;
  @Inject StoredKeys storedKeys;
  @Inject Tenant tenant;
  @Inject TransactionSynchronizationRegistry registry;

  private final ClientId client = newClient();

  @Test
  void all_that_is_sealed_of_a_client_is_under_one_data_key() {
    byte[] single = values.seal(client, SealedField.OPERATORS, TEXT);
    byte[] ofMany =
        QuarkusTransaction.requiringNew()
            .call(() -> dataKeys.begin(client).seal(SealedField.SOURCE, TEXT));
    byte[] ofAnother = values.seal(newClient(), SealedField.OPERATORS, TEXT);

    assertThat(
            ledger.query("select data_key_id from data_keys where client_id = ?", client.value()))
        .containsExactly(Long.toString(SealedForm.dataKeyId(single)));
    assertThat(SealedForm.dataKeyId(ofMany)).isEqualTo(SealedForm.dataKeyId(single));
    assertThat(SealedForm.dataKeyId(ofAnother)).isNotEqualTo(SealedForm.dataKeyId(single));
    assertThat(dataKeys.open(client, SealedField.OPERATORS, single)).isEqualTo(TEXT);
    assertThat(dataKeys.open(client, SealedField.SOURCE, ofMany)).isEqualTo(TEXT);
    assertThatIllegalStateException()
        .isThrownBy(() -> dataKeys.open(newClient(), SealedField.OPERATORS, single));
  }

  @Test
  void copies_of_functions_share_a_clients_key() {
    byte[] sealed = copy("a").seal(client);
    CopyOfAFunction other = copy("a");

    assertThat(SealedForm.dataKeyId(other.seal(client))).isEqualTo(SealedForm.dataKeyId(sealed));
    assertThat(other.opens(client, sealed)).isTrue();
  }

  @Test
  void a_key_seals_for_a_day_and_opens_for_ever() throws SQLException {
    CopyOfAFunction copy = copy("a");
    byte[] first = copy.seal(client);
    age(first, "23 hours 59 minutes");
    assertThat(SealedForm.dataKeyId(copy("a").seal(client))).isEqualTo(SealedForm.dataKeyId(first));

    age(first, "24 hours");
    copy.letTimePass(Duration.ofHours(1));
    byte[] second = copy.seal(client);

    assertThat(SealedForm.dataKeyId(second)).isNotEqualTo(SealedForm.dataKeyId(first));
    assertThat(SealedForm.dataKeyId(copy("a").seal(client)))
        .isEqualTo(SealedForm.dataKeyId(second));
    assertThat(copy("a").opens(client, first)).isTrue();
  }

  @Test
  void a_copy_looks_into_the_ledger_once_an_hour_and_not_beyond_the_keys_day() throws SQLException {
    age(copy("a").seal(client), "23 hours 30 minutes");
    CopyOfAFunction copy = copy("a");
    byte[] first = copy.seal(client);

    copy.letTimePass(Duration.ofMinutes(31));
    age(first, "24 hours 1 minute");

    assertThat(SealedForm.dataKeyId(copy.seal(client))).isNotEqualTo(SealedForm.dataKeyId(first));
  }

  @Test
  void a_key_whose_transaction_was_rolled_back_seals_nothing_afterwards() {
    CopyOfAFunction copy = copy("a");
    List<Long> within = new ArrayList<>();
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(
            () ->
                QuarkusTransaction.requiringNew()
                    .run(
                        () -> {
                          within.add(SealedForm.dataKeyId(copy.sealHere(client)));
                          within.add(SealedForm.dataKeyId(copy.sealHere(client)));
                          throw new IllegalArgumentException("the file is refused");
                        }));

    byte[] afterwards = copy.seal(client);

    assertThat(new HashSet<>(within)).hasSize(1).doesNotContain(SealedForm.dataKeyId(afterwards));
    assertThat(
            ledger.query("select data_key_id from data_keys where client_id = ?", client.value()))
        .containsExactly(Long.toString(SealedForm.dataKeyId(afterwards)));
    assertThat(copy("a").opens(client, afterwards)).isTrue();
  }

  @Test
  void a_master_key_that_is_no_longer_the_present_one_opens_and_seals_nothing_new() {
    byte[] before = copy("a").seal(client);

    CopyOfAFunction rotated = copy("b", "a");
    byte[] after = rotated.seal(client);

    assertThat(rotated.opens(client, before)).isTrue();
    assertThat(SealedForm.dataKeyId(after)).isNotEqualTo(SealedForm.dataKeyId(before));
    assertThat(copy("b").opens(client, after)).isTrue();
    assertThatIllegalStateException()
        .isThrownBy(() -> copy("b").opens(client, before))
        .withMessage("there is no encryption key \"a\"");
  }

  @Test
  void a_value_whose_data_key_is_gone_says_so() throws SQLException {
    byte[] sealed = copy("a").seal(client);
    ledger.change("delete from data_keys where client_id = ?", client.value());

    assertThatIllegalStateException()
        .isThrownBy(() -> copy("a").opens(client, sealed))
        .withMessage("there is no data key %d".formatted(SealedForm.dataKeyId(sealed)));
  }

  @Test
  void threads_that_seal_at_once_seal_what_can_be_opened() throws Exception {
    CopyOfAFunction copy = copy("a");
    Set<Long> keys = new HashSet<>();
    try (var threads = Executors.newFixedThreadPool(4)) {
      List<Future<byte[]>> sealing = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        sealing.add(threads.submit(() -> copy.seal(client)));
      }
      for (Future<byte[]> sealed : sealing) {
        keys.add(SealedForm.dataKeyId(sealed.get()));
        assertThat(copy.opens(client, sealed.get())).isTrue();
      }
    }
    assertThat(keys).hasSizeBetween(1, 4);
  }

  @Test
  void the_role_of_the_api_makes_keys_of_its_client_alone() {
    ClientId other = newClient();
    byte[] theirs = copy("a").seal(other);
    CopyOfAFunction api = copy("a");

    byte[] own = inTheApi(() -> api.sealHere(client));

    assertThat(copy("a").opens(client, own)).isTrue();
    assertThat(inTheApi(() -> storedKeys.find(SealedForm.dataKeyId(own)))).isPresent();
    assertThat(inTheApi(() -> storedKeys.find(SealedForm.dataKeyId(theirs)))).isEmpty();
    assertThatExceptionOfType(PersistenceException.class)
        .isThrownBy(() -> inTheApi(() -> copy("a").sealHere(newClient())));
  }

  private <T> T inTheApi(Callable<T> work) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              tenant.set(Optional.of(client), false);
              return work.call();
            });
  }

  private void age(byte[] sealed, String age) throws SQLException {
    ledger.change(
        "update data_keys set created_at = now() - cast(? as interval) where data_key_id = ?",
        age,
        SealedForm.dataKeyId(sealed));
  }

  private CopyOfAFunction copy(String... masterKeys) {
    return new CopyOfAFunction(storedKeys, LocalMasterKeys.provider(masterKeys), registry);
  }

  private static ClientId newClient() {
    return new ClientId("c-" + UUID.randomUUID());
  }
}
