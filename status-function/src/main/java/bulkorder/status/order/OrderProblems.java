package bulkorder.status.order;

import bulkorder.ledger.text.AcceptedLanguages;
import bulkorder.status.Problem;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers an order that breaks rules. */
class OrderProblems {

  @ServerExceptionMapper
  RestResponse<OrderProblem> bad(BadOrderException e, ContainerRequestContext request) {
    var sentences = AcceptedLanguages.choose(request.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
    OrderProblem problem = OrderProblem.of(e.errors(), sentences);
    return ResponseBuilder.<OrderProblem>create(problem.status())
        .entity(problem)
        .type(Problem.MEDIA_TYPE)
        .header(HttpHeaders.CONTENT_LANGUAGE, sentences.language())
        .build();
  }
}
