package bulkorder.ledger.payment;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.LedgerTest;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class PaymentReferencesTest extends LedgerTest {

  @Inject PaymentReferences references;

  @Test
  void a_reference_is_remembered_and_may_be_told_again() {
    long payment = openPayment();

    assertThat(references.remember(payment, "pi_1")).isTrue();
    assertThat(references.remember(payment, "pi_1")).isTrue();

    assertThat(referenceOf(payment)).isEqualTo("pi_1");
  }

  @Test
  void the_first_reference_stays() {
    long payment = openPayment();
    references.remember(payment, "pi_1");

    assertThat(references.remember(payment, "pi_2")).isFalse();

    assertThat(referenceOf(payment)).isEqualTo("pi_1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status = 'DECLINED', decline_code = 'FRAUD_SUSPECTED', ended_at = now()",
        "status = 'NOT_CHARGED', ended_at = now()"
      })
  void a_payment_that_has_ended_takes_no_reference(String ended) throws SQLException {
    long payment = openPayment();
    ledger.change("update payments set " + ended + " where payment_id = ?", payment);

    assertThat(references.remember(payment, "pi_1")).isFalse();

    assertThat(referenceOf(payment)).isEqualTo("-");
  }

  private long openPayment() {
    return Long.parseLong(
        ledger
            .query(
                """
                insert into payments (client_id, idempotency_key, amount, currency, payment_method)
                values ('demo', ?, 200, 'JPY', 'pm_card_visa') returning payment_id
                """,
                UUID.randomUUID().toString())
            .getFirst());
  }

  private String referenceOf(long payment) {
    return ledger
        .query("select provider_reference from payments where payment_id = ?", payment)
        .getFirst();
  }
}
