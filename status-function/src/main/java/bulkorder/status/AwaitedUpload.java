package bulkorder.status;

import bulkorder.ledger.BatchStatus;
import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A batch that waits for its file, and where to put it. */
public record AwaitedUpload(UUID batchId, BatchStatus status, Upload upload) {

  /**
   * The request by which the file is uploaded.
   *
   * @param method {@code PUT}, whose body is the file, or {@code POST} of a form
   * @param headers what it must carry besides its body
   * @param fields what the form must hold before the file, which is its last field, {@code file};
   *     empty where it is no form
   * @param expiresAt after which it is refused
   */
  @Schema(name = "UploadRequest")
  public record Upload(
      String method,
      URI url,
      Map<String, String> headers,
      Map<String, String> fields,
      Instant expiresAt) {

    /** Copies headers and fields. */
    public Upload {
      headers = Map.copyOf(headers);
      fields = Collections.unmodifiableMap(new TreeMap<>(fields));
    }
  }
}
