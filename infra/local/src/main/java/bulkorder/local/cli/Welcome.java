package bulkorder.local.cli;

import bulkorder.local.Addresses;
import java.util.List;

/** Where everything is, for a person. */
final class Welcome {
  private Welcome() {}

  static List<String> addresses(Addresses at) {
    return List.of(
        "API       " + at.api() + "/api/v1/batches",
        "Tokens    curl -d 'client=demo&roles=operator' " + at.issuer() + "/token",
        "Mailbox   " + at.mailbox(),
        "Webhooks  " + at.webhooks() + "/received.json",
        "Payments  " + at.payments() + "/ledger",
        "Database  " + at.jdbcUrl(),
        "          psql -h 127.0.0.1 -p %d -U %s bulkorder"
            .formatted(at.databasePort(), at.databaseUser()),
        "S3        %s, bucket %s, key %s, secret %s"
            .formatted(at.s3(), at.bucket(), at.accessKeyId(), at.secretAccessKey()),
        "Lambda    " + at.lambda(),
        "Logs      " + at.logs());
  }

  /** How to hand over another file while the system runs. */
  static List<String> handOver(Addresses at, String client, String token) {
    return List.of(
        "Running until Ctrl-C. To call the API for %s, as an operator and auditor:"
            .formatted(client),
        "  curl -H 'authorization: Bearer %s' %s/api/v1/batches".formatted(token, at.api()),
        "To hand over another file:",
        "  curl --aws-sigv4 aws:amz:%s:s3 -u %s:%s -H x-amz-content-sha256:UNSIGNED-PAYLOAD -T FILE.csv %s/%s/incoming/%s/"
            .formatted(
                at.region(), at.accessKeyId(), at.secretAccessKey(), at.s3(), at.bucket(), client),
        "To stop and start charging, and to compare the provider's list with ours:",
        "  infra/payments --endpoint-url %s --help".formatted(at.lambda()),
        "To verify the audit trail:",
        "  infra/audit verify --endpoint-url %s".formatted(at.lambda()),
        "To see which master keys protect personal fields:",
        "  infra/keys status --endpoint-url %s".formatted(at.lambda()));
  }

  /** How to let a dry run run. */
  static List<String> approve(Addresses at, Batch batch) {
    return List.of(
        "To let the dry run %s run:".formatted(batch.id()),
        "  curl -X POST -H 'authorization: Bearer TOKEN' %s/api/v1/batches/%s/approve"
            .formatted(at.api(), batch.id()));
  }
}
