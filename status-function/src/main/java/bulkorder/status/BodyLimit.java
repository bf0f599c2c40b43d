package bulkorder.status;

import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses bodies that no request of this API needs, before they are read. */
class BodyLimit {

  static final int BODY_BYTES_MAX = 64 * 1024;

  @ServerRequestFilter
  void refuseLargeBodies(ContainerRequestContext request) {
    if (request.getLength() > BODY_BYTES_MAX) {
      throw Refusal.of(ProblemCode.BODY_TOO_LARGE, "limit", Integer.toString(BODY_BYTES_MAX))
          .exception();
    }
  }
}
