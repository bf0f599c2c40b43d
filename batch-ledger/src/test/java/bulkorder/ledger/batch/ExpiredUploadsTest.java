package bulkorder.ledger.batch;

import static bulkorder.ledger.testing.GivenBatches.DEMO;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.BatchStatus;
import bulkorder.ledger.LedgerTest;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ExpiredUploadsTest extends LedgerTest {

  private static final Duration GRACE = Duration.ofMinutes(5);

  @Inject ExpiredUploads uploads;

  @BeforeEach
  void nothingIsLate() {
    uploads.end(GRACE, 1000);
  }

  @Test
  void a_batch_whose_file_did_not_come_ends_after_the_grace() {
    BatchId late = awaited(Duration.ofMinutes(-6));
    BatchId stillUnderWay = awaited(Duration.ofMinutes(-4));

    assertThat(uploads.end(GRACE, 10)).isEqualTo(1);

    assertThat(find(late).status()).isEqualTo(BatchStatus.UPLOAD_EXPIRED);
    assertThat(find(late).endedAt()).isPresent();
    assertThat(find(stillUnderWay).status()).isEqualTo(BatchStatus.AWAITING_UPLOAD);
    assertThat(
            ledger.query(
                "select actor, action, client_id from audit_events where subject = ?",
                late.toString()))
        .containsExactly("stuck-work UPLOAD_EXPIRED demo");
    assertThat(uploads.end(GRACE, 10)).isZero();
  }

  @Test
  void so_many_end_at_once_and_no_more() {
    for (int i = 0; i < 3; i++) {
      awaited(Duration.ofHours(-1));
    }

    assertThat(uploads.end(GRACE, 2)).isEqualTo(2);
    assertThat(uploads.end(GRACE, 2)).isEqualTo(1);
  }

  @Test
  void a_file_that_has_come_is_not_given_up() {
    BatchId batchId = awaited(Duration.ofHours(-1));
    assertThat(batches.beginAwaitedImport(batchId, object(batchId))).isTrue();

    assertThat(uploads.end(GRACE, 10)).isZero();
    assertThat(find(batchId).status()).isEqualTo(BatchStatus.IMPORTING);
  }

  @Test
  void a_file_that_comes_after_all_begins_its_own_batch_once() {
    BatchId batchId = awaited(Duration.ofHours(-1));
    uploads.end(GRACE, 10);
    FileObject object = object(batchId);

    assertThat(batches.beginAwaitedImport(batchId, object)).isTrue();
    assertThat(batches.beginAwaitedImport(batchId, object)).isFalse();

    assertThat(find(batchId).status()).isEqualTo(BatchStatus.IMPORTING);
    assertThat(find(batchId).endedAt()).isEmpty();
  }

  private BatchId awaited(Duration expiresIn) {
    return batches
        .awaitUpload(DEMO, "orders.csv", ImportOptions.DEFAULT, Instant.now().plus(expiresIn))
        .batchId();
  }

  private FileObject object(BatchId batchId) {
    String version = UUID.randomUUID().toString();
    return new FileObject("bucket", find(batchId).objectKey().orElseThrow(), version, version);
  }

  private Batch find(BatchId batchId) {
    batches.getEntityManager().clear();
    return batches.find(batchId).orElseThrow();
  }
}
