package bulkorder.status;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses bodies that no request of this API needs, before they are read. */
class BodyLimit {

  static final int BODY_BYTES_MAX = 64 * 1024;

  /** Lambda takes 6 MB, in which every quotation mark of the body counts twice. */
  static final int ORDERS_BYTES_MAX = 5_000_000;

  private static final String MANY_ORDERS = "/api/v1/orders/bulk";

  @ServerRequestFilter
  void refuseLargeBodies(ContainerRequestContext request) throws IOException {
    int bytesMax =
        request.getUriInfo().getPath().equals(MANY_ORDERS) ? ORDERS_BYTES_MAX : BODY_BYTES_MAX;
    if (request.getLength() > bytesMax || isLonger(request, bytesMax)) {
      throw Refusal.of(ProblemCode.BODY_TOO_LARGE, "limit", Integer.toString(bytesMax)).exception();
    }
  }

  /** A body need not say how long it is; what is read of it is put back. */
  private static boolean isLonger(ContainerRequestContext request, int bytesMax)
      throws IOException {
    if (request.getLength() >= 0 || request.getMethod().equals(HttpMethod.GET)) {
      return false;
    }
    byte[] body = request.getEntityStream().readNBytes(bytesMax + 1);
    request.setEntityStream(new ByteArrayInputStream(body));
    return body.length > bytesMax;
  }
}
