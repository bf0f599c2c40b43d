package bulkorder.ledger.batch;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.BatchStatus;
import bulkorder.ledger.ClientId;
import bulkorder.ledger.NotificationKind;
import bulkorder.ledger.Rejection;
import bulkorder.ledger.RejectionCode;
import bulkorder.ledger.imports.FileDialect;
import bulkorder.ledger.imports.FileWishes;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
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

  @Enumerated(EnumType.STRING)
  Policy policy = Policy.CONTINUE;

  @Enumerated(EnumType.STRING)
  @Column(name = "payment_mode")
  PaymentMode paymentMode = PaymentMode.PER_ORDER;

  @Column(name = "dry_run")
  boolean dryRun;

  @JdbcTypeCode(SqlTypes.JSON)
  FileWishes wishes = FileWishes.NONE;

  @Column(name = "declared_rows")
  @Nullable Integer declaredRows;

  @JdbcTypeCode(SqlTypes.JSON)
  @Column(name = "declared_sums")
  Map<String, BigDecimal> declaredSums = new HashMap<>();

  @JdbcTypeCode(SqlTypes.JSON)
  @Nullable FileDialect dialect;

  @JdbcTypeCode(SqlTypes.JSON)
  List<String> columns = new ArrayList<>();

  @JdbcTypeCode(SqlTypes.JSON)
  @Column(name = "file_sums")
  Map<String, BigDecimal> fileSums = new HashMap<>();

  @Column(name = "existing_orders")
  int existingOrders;

  @Column(name = "card_number_found")
  boolean cardNumberFound;

  @Column(name = "object_deleted_at")
  @Nullable Instant objectDeletedAt;

  @Column(name = "reports_deleted_at")
  @Nullable Instant reportsDeletedAt;

  @Column(name = "rows_expired_at")
  @Nullable Instant rowsExpiredAt;

  @Column(name = "rows_erased_at")
  @Nullable Instant rowsErasedAt;

  @Column(name = "parent_batch_id")
  @Nullable UUID parentBatchId;

  @Column(name = "parent_run_no")
  @Nullable Integer parentRunNo;

  @Column(name = "reports_at")
  @Nullable Instant reportsAt;

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

  @Column(name = "import_began_at")
  @Nullable Instant importBeganAt;

  @Column(name = "import_ended_at")
  @Nullable Instant importEndedAt;

  @Column(name = "accepted_at")
  @Nullable Instant acceptedAt;

  @Column(name = "queued_at")
  @Nullable Instant queuedAt;

  @Column(name = "ended_at")
  @Nullable Instant endedAt;

  @JdbcTypeCode(SqlTypes.JSON)
  @Column(name = "progress_at_end")
  @Nullable BatchProgress progressAtEnd;

  @Enumerated(EnumType.STRING)
  @Column(name = "pause_reason")
  @Nullable PauseReason pauseReason;

  @Column(name = "paused_at")
  @Nullable Instant pausedAt;

  @Column(name = "cancel_requested_at")
  @Nullable Instant cancelRequestedAt;

  @JdbcTypeCode(SqlTypes.JSON)
  @Column(name = "notification_kinds")
  @Nullable Set<NotificationKind> notificationKinds;

  @Nullable String language;

  /** For Hibernate, which fills every field. */
  @SuppressWarnings("NullAway.Init")
  protected Batch() {}

  Batch(BatchId batchId, BatchStatus status, String csvSource, Instant createdAt) {
    this.batchId = batchId.value();
    this.status = status;
    this.csvSource = csvSource;
    this.createdAt = createdAt;
  }

  Batch with(ImportOptions options) {
    this.wishes = options.wishes();
    this.policy = options.policy();
    this.paymentMode = options.paymentMode();
    this.dryRun = options.dryRun();
    this.forced = options.forced();
    this.declaredRows = options.declared().rows();
    this.declaredSums = options.declared().sums();
    this.bulkImportGroup = options.bulkImportGroup();
    this.notificationKinds = options.notificationKinds();
    this.language = options.language();
    return this;
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

  /** Which mails are sent of it; empty for those that its client has. */
  public Optional<Set<NotificationKind>> notificationKinds() {
    return Optional.ofNullable(notificationKinds).map(TreeSet::new);
  }

  /** The language of mails and messages where a row names none; empty for the client's. */
  public Optional<String> language() {
    return Optional.ofNullable(language);
  }

  /** Whether the client insists on a file that it sent before. */
  public boolean forced() {
    return forced;
  }

  /** What becomes of the good rows if there are bad ones. */
  public Policy policy() {
    return policy;
  }

  /** How its orders are charged. */
  public PaymentMode paymentMode() {
    return paymentMode;
  }

  /** Whether nothing runs until the batch is approved. */
  public boolean dryRun() {
    return dryRun;
  }

  /** How the client says that the file is to be read. */
  public FileWishes wishes() {
    return wishes;
  }

  /** What the client says that the file comes to. */
  public DeclaredTotals declared() {
    return new DeclaredTotals(declaredRows, declaredSums);
  }

  /** How the file is written; empty until it has been read. */
  public Optional<FileDialect> dialect() {
    return Optional.ofNullable(dialect);
  }

  /** The names of the file's columns as the file has them; empty until it has been read. */
  public List<String> columns() {
    return List.copyOf(columns);
  }

  /** What the file's rows come to, good ones and bad ones, by currency code. */
  public Map<String, BigDecimal> fileSums() {
    return Map.copyOf(fileSums);
  }

  /** How many rows ordered what had been ordered before, when the file came in. */
  public int existingOrders() {
    return existingOrders;
  }

  /** Whether the uploaded object holds a card number and is still to be deleted. */
  public boolean objectToDelete() {
    return cardNumberFound && objectDeletedAt == null;
  }

  /** The object that was uploaded; empty while it is awaited. */
  public Optional<FileObject> object() {
    return objectBucket == null || objectKey == null || objectVersion == null || objectETag == null
        ? Optional.empty()
        : Optional.of(new FileObject(objectBucket, objectKey, objectVersion, objectETag));
  }

  /** When the uploaded object was deleted. */
  public Optional<Instant> objectDeletedAt() {
    return Optional.ofNullable(objectDeletedAt);
  }

  /** When the reports of its present run were deleted. */
  public Optional<Instant> reportsDeletedAt() {
    return Optional.ofNullable(reportsDeletedAt);
  }

  /** Since when nobody sees its rows or works on them: they are being deleted, or are. */
  public Optional<Instant> rowsExpiredAt() {
    return Optional.ofNullable(rowsExpiredAt);
  }

  /** When rows of it were erased last. */
  public Optional<Instant> rowsErasedAt() {
    return Optional.ofNullable(rowsErasedAt);
  }

  /** The batch that this file corrects: its rows are there. */
  public Optional<BatchId> parent() {
    return Optional.ofNullable(parentBatchId).map(BatchId::new);
  }

  /** Which run of its parent this file is. */
  public OptionalInt parentRunNo() {
    return parentRunNo == null ? OptionalInt.empty() : OptionalInt.of(parentRunNo);
  }

  /** When the reports of the batch's present end were written. */
  public Optional<Instant> reportsAt() {
    return Optional.ofNullable(reportsAt);
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

  /** What a paused batch waits for. */
  public Optional<PauseReason> pauseReason() {
    return Optional.ofNullable(pauseReason);
  }

  /** Since when a paused batch waits. */
  public Optional<Instant> pausedAt() {
    return Optional.ofNullable(pausedAt);
  }

  /** When a person stopped the batch in its present run. */
  public Optional<Instant> cancelRequestedAt() {
    return Optional.ofNullable(cancelRequestedAt);
  }
}
