package bulkorder.local;

import java.net.URI;
import java.nio.file.Path;

/** Where the parts of a running system are. */
public record Addresses(
    URI api,
    URI lambda,
    URI mailbox,
    URI webhooks,
    URI issuer,
    URI payments,
    String jdbcUrl,
    String databaseUser,
    int databasePort,
    URI s3,
    String bucket,
    String accessKeyId,
    String secretAccessKey,
    String region,
    Path logs) {}
