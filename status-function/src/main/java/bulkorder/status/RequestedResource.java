package bulkorder.status;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Which resource a request is about, as logs and the audit trail may say it. */
final class RequestedResource {

  /** {@code /api/v1/batches}: what comes after may be anything that a caller writes. */
  private static final int SEGMENTS_MAX = 3;

  private RequestedResource() {}

  /** The method and the resource's path, such as {@code GET /api/v1/batches}. */
  static String of(ContainerRequestContext request) {
    return Arrays.stream(request.getUriInfo().getPath().split("/", -1))
        .filter(segment -> !segment.isEmpty())
        .limit(SEGMENTS_MAX)
        .collect(Collectors.joining("/", request.getMethod() + " /", ""));
  }
}
