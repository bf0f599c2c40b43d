package bulkorder.ledger.batch;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.BatchStatus;
import bulkorder.ledger.ClientId;
import bulkorder.ledger.Rejection;
import bulkorder.ledger.RejectionCode;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * One accepted file, from the promise of its upload to its end. States change by {@link Batches},
 * never by a setter.
 */
@Entity
@Table(name = "batches")
public class Batch {

  @Id
  @Column(name = "batch_id")
  UUID batchId;

  @Column(name = "client_id")
  @Nullable String clientId;

  @Enumerated(EnumType.STRING)
  BatchStatus status;

  @Column(name = "csv_source")
  String csvSource;

  @Column(name = "bulk_import_group")
  @Nullable String bulkImportGroup;

  @Column(name = "object_bucket")
  @Nullable String objectBucket;

  @Column(name = "object_key")
  @Nullable String objectKey;

  @Column(name = "object_version")
  @Nullable String objectVersion;

  @Column(name = "object_etag")
  @Nullable String objectETag;

  boolean forced;

  @Column(name = "run_no")
  int runNo = 1;

  @Column(name = "rows_read")
  int rowsRead;

  @Enumerated(EnumType.STRING)
  @Column(name = "rejection_code")
  @Nullable RejectionCode rejectionCode;

  @JdbcTypeCode(SqlTypes.JSON)
  @Column(name = "rejection_values")
  Map<String, String> rejectionValues = new HashMap<>();

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "upload_expires_at")
  @Nullable Instant uploadExpiresAt;

  @Column(name = "accepted_at")
  @Nullable Instant acceptedAt;

  @Column(name = "queued_at")
  @Nullable Instant queuedAt;

  @Column(name = "ended_at")
  @Nullable Instant endedAt;

  /** For Hibernate, which fills every field. */
  @SuppressWarnings("NullAway.Init")
  protected Batch() {}

  Batch(BatchId batchId, BatchStatus status, String csvSource, Instant createdAt) {
    this.batchId = batchId.value();
    this.status = status;
    this.csvSource = csvSource;
    this.createdAt = createdAt;
  }

  /** The batch's id. */
  public BatchId batchId() {
    return new BatchId(batchId);
  }

  /** The batch's client; empty only where a file was dropped for a client that does not exist. */
  public Optional<ClientId> clientId() {
    return Optional.ofNullable(clientId).map(ClientId::new);
  }

  /** Where the batch stands. */
  public BatchStatus status() {
    return status;
  }

  /** The file's name as the client knows it. */
  public String csvSource() {
    return csvSource;
  }

  /** The client's own name for what belongs together, if it gave one. */
  public Optional<String> bulkImportGroup() {
    return Optional.ofNullable(bulkImportGroup);
  }

  /** The key of the uploaded object, or of the upload that is awaited. */
  public Optional<String> objectKey() {
    return Optional.ofNullable(objectKey);
  }

  /** The ETag of the uploaded object, without quotes. */
  public Optional<String> objectETag() {
    return Optional.ofNullable(objectETag);
  }

  /** Whether the client insists on a file that it sent before. */
  public boolean forced() {
    return forced;
  }

  /** The number of the batch's current run, from 1. */
  public int runNo() {
    return runNo;
  }

  /** How many data rows have been read while it is being imported. */
  public int rowsRead() {
    return rowsRead;
  }

  /** Why nothing of the file was taken, where that is so. */
  public Optional<Rejection> rejection() {
    return Optional.ofNullable(rejectionCode).map(code -> new Rejection(code, rejectionValues));
  }

  /** When the file came, or its upload was asked for. */
  public Instant createdAt() {
    return createdAt;
  }

  /** Until when the upload may come. */
  public Optional<Instant> uploadExpiresAt() {
    return Optional.ofNullable(uploadExpiresAt);
  }

  /** When all rows were in the ledger. */
  public Optional<Instant> acceptedAt() {
    return Optional.ofNullable(acceptedAt);
  }

  /** When the last chunk message of the import was sent. */
  public Optional<Instant> queuedAt() {
    return Optional.ofNullable(queuedAt);
  }

  /** When the last row ended, or the batch was rejected, expired or cancelled. */
  public Optional<Instant> endedAt() {
    return Optional.ofNullable(endedAt);
  }
}
