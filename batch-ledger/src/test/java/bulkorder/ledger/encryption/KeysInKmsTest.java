package bulkorder.ledger.encryption;

import static bulkorder.ledger.testing.GivenBatches.newSha256;
import static bulkorder.ledger.testing.GivenBatches.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import bulkorder.ledger.ClientId;
import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.batch.Batch;
import bulkorder.ledger.imports.ImportLedger.Outcome;
import bulkorder.ledger.imports.ImportedRow.Good;
import bulkorder.ledger.imports.RowSource;
import bulkorder.ledger.testing.GivenBatches;
import bulkorder.standins.KmsServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.SdkException;

@QuarkusTest
@QuarkusTestResource(value = KeyService.class, restrictToAnnotatedClass = true)
class KeysInKmsTest extends LedgerTest {

  private static final byte[] TEXT = {1, 2, 3};

  @Inject SingleValues values;
  @Inject DataKeys dataKeys;
  @Inject KeyRotation rotation;
  @Inject KeyProvider provider;
  @Inject StoredKeys storedKeys;
  @Inject TransactionSynchronizationRegistry registry;

  private final KmsServer kms = KeyService.kms();
  private final ClientId client = new ClientId("c-" + UUID.randomUUID());

  @AfterEach
  void itWorksAgain() {
    kms.behave(KmsServer.Behaviour.NONE);
  }

  @Test
  void kms_is_called_once_for_a_clients_key_and_not_for_each_value() {
    int before = kms.calls("Encrypt");

    for (int i = 0; i < 20; i++) {
      byte[] sealed = values.seal(client, SealedField.OPERATORS, TEXT);
      assertThat(dataKeys.open(client, SealedField.OPERATORS, sealed)).isEqualTo(TEXT);
    }

    assertThat(kms.calls("Encrypt") - before).isEqualTo(1);
    assertThat(ledger.query("select master_key from data_keys where client_id = ?", client.value()))
        .containsExactly(provider.present())
        .allMatch(masterKey -> masterKey.startsWith("arn:aws:kms:"));
  }

  @Test
  void another_copy_of_the_function_unwraps_a_key_once() {
    byte[] sealed = copy().seal(client);
    int before = kms.calls("Decrypt");
    CopyOfAFunction other = copy();

    other.seal(client);

    assertThat(other.opens(client, sealed)).isTrue();
    assertThat(kms.calls("Decrypt") - before).isEqualTo(1);
  }

  static Stream<KmsServer.Behaviour> failures() {
    return Stream.of(
        KmsServer.Behaviour.failing("ThrottlingException"),
        KmsServer.Behaviour.failing("KMSInternalException"),
        KmsServer.Behaviour.failing("AccessDeniedException"),
        new KmsServer.Behaviour(Duration.ZERO, "", true),
        new KmsServer.Behaviour(Duration.ofSeconds(30), "", false));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void while_kms_fails_nothing_new_begins_and_what_is_at_hand_goes_on(KmsServer.Behaviour failure) {
    var known = new ClientId("c-" + UUID.randomUUID());
    byte[] sealed = values.seal(known, SealedField.PERSONAL, TEXT);

    kms.behave(failure);

    assertThatExceptionOfType(SdkException.class)
        .isThrownBy(() -> values.seal(client, SealedField.PERSONAL, TEXT));
    assertThat(ledger.query("select 1 from data_keys where client_id = ?", client.value()))
        .isEmpty();
    values.seal(known, SealedField.PERSONAL, TEXT);
    assertThat(dataKeys.open(known, SealedField.PERSONAL, sealed)).isEqualTo(TEXT);

    kms.behave(KmsServer.Behaviour.NONE);
    assertThat(
            dataKeys.open(
                client, SealedField.PERSONAL, values.seal(client, SealedField.PERSONAL, TEXT)))
        .isEqualTo(TEXT);
  }

  @Test
  void a_file_that_gets_no_key_leaves_nothing_and_may_be_tried_again() {
    Batch batch = given.batchBeingImported();
    RowSource file =
        sink -> {
          sink.add(new Good(2, List.of(), order(UUID.randomUUID().toString())));
          return GivenBatches.complete(newSha256());
        };
    kms.behave(KmsServer.Behaviour.failing("ThrottlingException"));

    assertThatExceptionOfType(SdkException.class)
        .isThrownBy(() -> importLedger.importRows(batch, file, 100, 60));
    assertThat(rows(batch.batchId())).isEmpty();

    kms.behave(KmsServer.Behaviour.NONE);
    assertThat(importLedger.importRows(batch, file, 100, 60)).isEqualTo(new Outcome.Accepted(1));
  }

  @Test
  void a_new_key_behind_the_alias_wraps_what_is_new_and_then_all_and_the_former_may_go() {
    String former = provider.present();
    byte[] sealed = copy().seal(client);
    kms.alias(KeyService.ALIAS, kms.createKey());

    byte[] sealedAnew = copy().seal(client);
    assertThat(
            ledger.query(
                "select count(distinct master_key) from data_keys where client_id = ?",
                client.value()))
        .containsExactly("2");
    assertThat(rotation.rewrap("Mori", 0, 1000).done()).isTrue();
    kms.disable(former);

    assertThat(ledger.query("select distinct master_key from data_keys"))
        .containsExactly(provider.present());
    assertThat(copy().opens(client, sealed)).isTrue();
    assertThat(copy().opens(client, sealedAnew)).isTrue();
  }

  private CopyOfAFunction copy() {
    return new CopyOfAFunction(storedKeys, provider, registry);
  }
}
