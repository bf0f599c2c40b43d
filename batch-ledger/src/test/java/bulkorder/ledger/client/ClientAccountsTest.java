package bulkorder.ledger.client;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.ClientId;
import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.batch.Client.PaymentLimits;
import bulkorder.ledger.batch.Client.Status;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ClientAccountsTest extends LedgerTest {

  private static final ClientId NOVA = new ClientId("nova");

  private static final Lifetimes USUAL = new Lifetimes(90, 90, 400);
  private static final Lifetimes LONGER = new Lifetimes(91, 92, 3650);

  @Inject ClientAccounts accounts;

  @AfterEach
  void novaIsGone() throws SQLException {
    ledger.change("delete from client_payment_limits where client_id like 'nova%'");
    ledger.change("delete from clients where client_id like 'nova%'");
  }

  @Test
  void a_new_client_begins_with_what_everyone_begins_with() {
    ClientAccount created = create(UnaryOperator.identity());

    assertThat(created.status()).isEqualTo(Status.ACTIVE);
    assertThat(created.terms())
        .usingRecursiveComparison()
        .isEqualTo(
            new ClientTerms(
                "Nova KK", "ja", 1_000_000, 50, USUAL, limits("JPY", "100", "1000000")));
    assertThat(accounts.find(NOVA)).contains(created);
    assertThat(events("CLIENT_CREATED"))
        .containsExactly(
            "root {\"rowsMax\": \"1000000\", \"language\": \"ja\", \"rowsKeptDays\": \"400\","
                + " \"filesKeptDays\": \"90\", \"paymentLimits\": \"JPY 100-1000000\","
                + " \"reportsKeptDays\": \"90\", \"requestsPerSecond\": \"50\"}");
  }

  @Test
  void an_id_that_is_taken_stays_whose_it_is() {
    create(UnaryOperator.identity());

    assertThat(accounts.create(NOVA, "Other KK", terms -> rows(terms, 7), "root")).isEmpty();
    assertThat(accounts.find(NOVA).orElseThrow().terms().name()).isEqualTo("Nova KK");
    assertThat(accounts.find(NOVA).orElseThrow().terms().rowsMax()).isEqualTo(1_000_000);
  }

  @Test
  void limits_are_replaced_as_a_whole_and_a_change_tells_what_was_before() {
    create(UnaryOperator.identity());
    var limits = limits("USD", "0.50", "12345678901234.99");
    limits.putAll(limits("JPY", "200", "300"));

    ClientAccount changed =
        accounts
            .change(
                NOVA, terms -> new ClientTerms("Nova Ltd", "en", 500, 60, LONGER, limits), "root")
            .orElseThrow();
    accounts.change(
        NOVA,
        terms ->
            new ClientTerms(
                "Nova Ltd", "en", 500, 60, LONGER, limits("USD", "0.50", "12345678901234.99")),
        "root");

    assertThat(changed.terms().paymentLimits().keySet()).containsExactly("JPY", "USD");
    assertThat(accounts.find(NOVA).orElseThrow().terms().paymentLimits().get("USD"))
        .isEqualTo(
            new PaymentLimits(new BigDecimal("0.5000"), new BigDecimal("12345678901234.9900")));
    assertThat(events("CLIENT_CHANGED"))
        .containsExactly(
            "root {\"name\": \"changed\", \"rowsMax\": \"500, before: 1000000\", \"language\": \"en, before: ja\","
                + " \"rowsKeptDays\": \"3650, before: 400\", \"filesKeptDays\": \"91, before: 90\","
                + " \"paymentLimits\": \"JPY 200-300, USD 0.5-12345678901234.99, before: JPY 100-1000000\","
                + " \"reportsKeptDays\": \"92, before: 90\", \"requestsPerSecond\": \"60, before: 50\"}",
            "root {\"paymentLimits\": \"USD 0.5-12345678901234.99,"
                + " before: JPY 200-300, USD 0.5-12345678901234.99\"}");
  }

  @Test
  void what_changes_nothing_is_not_on_record() {
    ClientAccount created = create(UnaryOperator.identity());

    assertThat(accounts.change(NOVA, UnaryOperator.identity(), "root")).contains(created);
    assertThat(accounts.set(NOVA, Status.ACTIVE, "root")).contains(created);

    assertThat(events("CLIENT_CHANGED")).isEmpty();
    assertThat(events("CLIENT_ENABLED")).isEmpty();
  }

  @Test
  void a_client_is_disabled_and_enabled_and_each_is_on_record_once() {
    create(UnaryOperator.identity());

    accounts.set(NOVA, Status.DISABLED, "root");
    assertThat(accounts.set(NOVA, Status.DISABLED, "root").orElseThrow().status())
        .isEqualTo(Status.DISABLED);
    assertThat(accounts.set(NOVA, Status.ACTIVE, "root").orElseThrow().status())
        .isEqualTo(Status.ACTIVE);

    assertThat(events("CLIENT_DISABLED")).containsExactly("root {}");
    assertThat(events("CLIENT_ENABLED")).containsExactly("root {}");
  }

  @Test
  void pages_go_by_id() {
    for (String id : new String[] {"nova", "nova-2", "nova-10"}) {
      accounts.create(new ClientId(id), "Nova", UnaryOperator.identity(), "root");
    }

    assertThat(accounts.page(new ClientId("demo"), 2))
        .extracting(account -> account.clientId().value())
        .containsExactly("nova", "nova-10");
    assertThat(accounts.page(new ClientId("nova-10"), 2))
        .extracting(account -> account.clientId().value())
        .containsExactly("nova-2");
  }

  @Test
  void there_is_no_changing_a_client_that_does_not_exist() {
    assertThat(accounts.find(NOVA)).isEmpty();
    assertThat(accounts.change(NOVA, terms -> rows(terms, 7), "root")).isEmpty();
    assertThat(accounts.set(NOVA, Status.DISABLED, "root")).isEmpty();
  }

  private ClientAccount create(UnaryOperator<ClientTerms> terms) {
    return accounts.create(NOVA, "Nova KK", terms, "root").orElseThrow();
  }

  private static ClientTerms rows(ClientTerms terms, int rowsMax) {
    return new ClientTerms(
        terms.name(),
        terms.language(),
        rowsMax,
        terms.requestsPerSecond(),
        terms.lifetimes(),
        terms.paymentLimits());
  }

  private static SortedMap<String, PaymentLimits> limits(String currency, String min, String max) {
    return new TreeMap<>(
        Map.of(
            currency,
            new PaymentLimits(new BigDecimal(min).setScale(4), new BigDecimal(max).setScale(4))));
  }

  private List<String> events(String action) {
    return ledger.query(
        """
        select actor, details from audit_events
        where category = 'ADMINISTRATION' and action = ? and subject = 'nova'
          and audit_event_id > coalesce((select max(audit_event_id) from audit_events
            where action = 'CLIENT_CREATED' and subject = 'nova'), 0) - 1
        order by audit_event_id
        """,
        action);
  }
}
