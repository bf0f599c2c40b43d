package bulkorder.status;

import bulkorder.status.Refusal.Expected;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses what an operation does not take: parameters that it does not know, one that is there more
 * than once, and a body where it has none. A filter that is misspelt would else be no filter, and
 * who believes that it was one acts on rows that it never asked for.
 */
class KnownRequests {

  private final Map<Method, RequestShape> shapes = new ConcurrentHashMap<>();

  @ServerRequestFilter(priority = Priorities.USER)
  void refuseWhatIsNotKnown(ContainerRequestContext request, ResourceInfo resource)
      throws IOException {
    RequestShape shape =
        shapes.computeIfAbsent(resource.getResourceMethod(), RequestShape::takenBy);
    request.getUriInfo().getQueryParameters().forEach((name, values) -> check(shape, name, values));
    if (!shape.body() && hasBody(request)) {
      throw Refusal.of(ProblemCode.UNEXPECTED_BODY).exception();
    }
  }

  private static void check(RequestShape shape, String name, List<String> values) {
    if (!shape.parameters().contains(name)) {
      throw new Refusal(ProblemCode.UNKNOWN_PARAMETER, Map.of("parameter", name), known(shape))
          .exception();
    }
    if (values.size() > 1) {
      throw Refusal.of(
              ProblemCode.REPEATED_PARAMETER,
              Map.of("parameter", name, "times", Integer.toString(values.size())))
          .exception();
    }
  }

  private static Expected known(RequestShape shape) {
    return shape.parameters().isEmpty()
        ? new Expected("noParameters", Map.of())
        : new Expected("parameters", Map.of("names", String.join(", ", shape.parameters())));
  }

  /** What is read to see it is put back. */
  private static boolean hasBody(ContainerRequestContext request) throws IOException {
    if (request.getLength() >= 0 || request.getMethod().equals(HttpMethod.GET)) {
      return request.getLength() > 0;
    }
    var body = new PushbackInputStream(request.getEntityStream());
    int first = body.read();
    if (first < 0) {
      return false;
    }
    body.unread(first);
    request.setEntityStream(body);
    return true;
  }
}
