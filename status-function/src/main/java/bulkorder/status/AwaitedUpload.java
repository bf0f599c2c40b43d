package bulkorder.status;

import bulkorder.ledger.BatchStatus;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** A batch that waits for its file, and where to put it. */
public record AwaitedUpload(UUID batchId, BatchStatus status, Upload upload) {

  /**
   * The request by which the file is uploaded.
   *
   * @param headers what it must carry besides its body
   * @param expiresAt after which it is refused
   */
  public record Upload(String method, URI url, Map<String, String> headers, Instant expiresAt) {

    /** Copies the headers. */
    public Upload {
      headers = Map.copyOf(headers);
    }
  }
}
