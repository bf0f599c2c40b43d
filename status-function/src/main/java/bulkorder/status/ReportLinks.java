package bulkorder.status;

import bulkorder.ledger.audit.AuditTrail;
import bulkorder.ledger.batch.Batch;
import bulkorder.ledger.batch.FileObject;
import bulkorder.ledger.report.Reports;
import bulkorder.ledger.report.WrittenReport;
import bulkorder.ledger.retention.UtcDay;
import bulkorder.status.ReportsAnswer.ReportAnswer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Links to the reports of batches. Whoever has one can fetch the report until it expires, so the
 * link itself counts as access to the personal data in it.
 */
@ApplicationScoped
class ReportLinks {

  static final Duration VALID = Duration.ofMinutes(15);

  private final Caller caller;
  private final AuditTrail audit;
  private final CallersBatches own;
  private final Reports reports;
  private final S3Presigner presigner;
  private final InstantSource clock;

  ReportLinks(
      Caller caller,
      AuditTrail audit,
      CallersBatches own,
      Reports reports,
      S3Presigner presigner,
      InstantSource clock) {
    this.caller = caller;
    this.audit = audit;
    this.own = own;
    this.reports = reports;
    this.presigner = presigner;
    this.clock = clock;
  }

  @Transactional
  ReportsAnswer of(String id) {
    Batch batch = own.find(id);
    batch.reportsDeletedAt().ifPresent(at -> refuseDeleted(id, at));
    Instant expiresAt = clock.instant().plus(VALID);
    List<ReportAnswer> links =
        reports.of(batch).stream().map(report -> link(batch, report, expiresAt)).toList();
    if (!links.isEmpty()) {
      audit.accessed(
          caller.subject(),
          "REPORTS_LINKED",
          batch.batchId().toString(),
          caller.clientId(),
          Map.of());
    }
    return new ReportsAnswer(
        batch.batchId().value(), batch.runNo(), batch.reportsAt().isPresent(), links);
  }

  URI one(String id, String kind) {
    return of(id).items().stream()
        .filter(report -> report.kind().equals(kind))
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal(ProblemCode.NO_REPORT, Map.of("batch", id, "kind", kind), null)
                    .exception())
        .url();
  }

  private static void refuseDeleted(String id, Instant at) {
    throw Refusal.of(ProblemCode.REPORTS_DELETED, Map.of("batch", id, "day", UtcDay.of(at)))
        .exception();
  }

  private ReportAnswer link(Batch batch, WrittenReport report, Instant expiresAt) {
    String bucket = batch.object().map(FileObject::bucket).orElseThrow();
    String url =
        presigner
            .presignGetObject(
                presign ->
                    presign
                        .signatureDuration(VALID)
                        .getObjectRequest(get -> get.bucket(bucket).key(report.objectKey())))
            .url()
            .toExternalForm();
    return new ReportAnswer(report.kind().title(), report.rows(), URI.create(url), expiresAt);
  }
}
