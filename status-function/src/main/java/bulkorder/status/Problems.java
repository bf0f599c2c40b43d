package bulkorder.status;

import bulkorder.ledger.text.AcceptedLanguages;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Turns whatever ends a request into a problem. What is not known is a fault of ours, and logged.
 */
class Problems {

  private static final Logger LOG = Logger.getLogger(Problems.class);
  private static final String BEARER = "Bearer";

  @ServerExceptionMapper
  RestResponse<Problem> refused(RefusedException e, ContainerRequestContext request) {
    RestResponse<Problem> answer = answer(e.refusal(), request);
    if (e.retryAfter() != null) {
      answer.getHeaders().add(HttpHeaders.RETRY_AFTER, Long.toString(secondsUp(e.retryAfter())));
    }
    return answer;
  }

  /** In whole seconds, one at least: the header knows no parts. */
  private static long secondsUp(Duration duration) {
    return Math.max(1, duration.plusNanos(999_999_999).toSeconds());
  }

  @ServerExceptionMapper({JacksonException.class, MismatchedInputException.class})
  RestResponse<Problem> notTheJsonThatIsExpected(
      JacksonException e, ContainerRequestContext request) {
    return answer(Refusal.of(ProblemCode.INVALID_BODY), request);
  }

  @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
  RestResponse<Problem> notSignedIn(SecurityException e, ContainerRequestContext request) {
    return answer(Refusal.of(ProblemCode.NOT_SIGNED_IN), request);
  }

  @ServerExceptionMapper
  RestResponse<Problem> notPermitted(ForbiddenException e, ContainerRequestContext request) {
    return answer(Refusal.of(ProblemCode.NOT_PERMITTED), request);
  }

  @ServerExceptionMapper
  RestResponse<Problem> refusedByTheProtocol(
      WebApplicationException e, ContainerRequestContext request) {
    int status = e.getResponse().getStatus();
    return switch (status) {
      case 400 -> answer(Refusal.of(badRequest(e)), request);
      case 404 -> answer(Refusal.of(ProblemCode.UNKNOWN_PATH), request);
      case 405 -> answer(methodNotAllowed(request), request);
      case 406 -> answer(Refusal.of(ProblemCode.NOT_ACCEPTABLE), request);
      case 415 -> answer(Refusal.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE), request);
      default ->
          status < 500 ? answer(Refusal.of(ProblemCode.BAD_REQUEST), request) : fault(e, request);
    };
  }

  @ServerExceptionMapper
  RestResponse<Problem> fault(Throwable e, ContainerRequestContext request) {
    LOG.errorf(e, "%s failed", RequestedResource.of(request));
    return answer(Refusal.of(ProblemCode.INTERNAL_ERROR), request);
  }

  /** A body that is no JSON at all comes wrapped. */
  private static ProblemCode badRequest(WebApplicationException e) {
    return e.getCause() instanceof JacksonException
        ? ProblemCode.INVALID_BODY
        : ProblemCode.BAD_REQUEST;
  }

  private static Refusal methodNotAllowed(ContainerRequestContext request) {
    return Refusal.of(ProblemCode.METHOD_NOT_ALLOWED, "method", request.getMethod());
  }

  private static RestResponse<Problem> answer(Refusal refusal, ContainerRequestContext request) {
    var sentences = AcceptedLanguages.choose(request.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
    var response =
        ResponseBuilder.<Problem>create(refusal.code().status())
            .entity(Problem.of(refusal, sentences))
            .type(Problem.MEDIA_TYPE)
            .header(HttpHeaders.CONTENT_LANGUAGE, sentences.language());
    if (refusal.code() == ProblemCode.NOT_SIGNED_IN) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, BEARER);
    }
    return response.build();
  }
}
