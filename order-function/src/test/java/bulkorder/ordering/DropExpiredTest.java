package bulkorder.ordering;

import static bulkorder.ledger.testing.GivenBatches.DEMO;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.idempotency.IdempotencyKey;
import bulkorder.ledger.idempotency.IdempotencyKeys;
import bulkorder.ledger.idempotency.RequestPrint;
import bulkorder.ledger.testing.LedgerDatabase;
import bulkorder.ledger.testing.Queues;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LedgerDatabase.class)
@QuarkusTestResource(
    value = Queues.class,
    initArgs =
        @ResourceArg(
            name = Queues.NAMES,
            value = "orders,payments,notifications,reports,announcements"))
class DropExpiredTest extends LedgerTest {

  @Inject DropExpired dropExpired;
  @Inject IdempotencyKeys keys;

  @Test
  void keys_and_secrets_go_when_they_have_ended_however_many_and_no_others() throws SQLException {
    ledger.change(
        """
        insert into idempotency_keys (client_id, key_hash, request_hash, claimed_until, created_at, expires_at)
        select 'demo', sha256(cast(n::text as bytea)), sha256(''), now(), now(), now() from generate_series(1, 2500) n
        """);
    ledger.change(
        """
        insert into former_webhook_secrets (client_id, secret, ends_at)
        values ('demo', 'a', now()), ('demo', 'b', now() + interval '1 hour')
        """);
    keys.claim(
        new IdempotencyKey(DEMO, "valid"),
        RequestPrint.of("pat", "POST", "/", "".getBytes(UTF_8)),
        Duration.ofSeconds(1));

    dropExpired.drop();

    assertThat(ledger.query("select count(*) from idempotency_keys")).containsExactly("1");
    assertThat(ledger.query("select count(*) from former_webhook_secrets")).containsExactly("1");
    ledger.change("delete from former_webhook_secrets");
  }
}
