package bulkorder.status.idempotency;

import bulkorder.ledger.idempotency.IdempotencyKey;
import bulkorder.ledger.idempotency.IdempotencyKeys;
import bulkorder.ledger.idempotency.KeptAnswer;
import bulkorder.ledger.idempotency.KeyClaim.Answered;
import bulkorder.ledger.idempotency.KeyClaim.Mine;
import bulkorder.ledger.idempotency.KeyClaim.Reused;
import bulkorder.ledger.idempotency.KeyClaim.Running;
import bulkorder.ledger.idempotency.RequestPrint;
import bulkorder.status.Caller;
import bulkorder.status.ProblemCode;
import bulkorder.status.Refusal;
import bulkorder.status.Refusal.Expected;
import bulkorder.status.StatusConfig;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/**
 * Does a POST with an Idempotency-Key once: the key is claimed before, the answer kept after. What
 * is refused before anything is looked at (who calls, how often, how much) claims nothing; an
 * answer that says that something broke is not kept, so that it can be tried again. Should a copy
 * die in between, its claim ends with the longest time that a call can take.
 */
class OnceByKey {

  static final String HEADER = "Idempotency-Key";

  private static final String CLAIM = OnceByKey.class.getName();
  private static final int FAULT = 500;

  private record Claim(IdempotencyKey key, int attempt) {}

  private final Caller caller;
  private final IdempotencyKeys keys;
  private final AnswerForms forms;
  private final StatusConfig config;

  OnceByKey(Caller caller, IdempotencyKeys keys, AnswerForms forms, StatusConfig config) {
    this.caller = caller;
    this.keys = keys;
    this.forms = forms;
    this.config = config;
  }

  /** The answer that the request got before; null if it is to be done. */
  @ServerRequestFilter(priority = Priorities.USER + 1)
  @Nullable RestResponse<String> begin(ContainerRequestContext request) throws IOException {
    String text = request.getHeaderString(HEADER);
    if (text == null || !request.getMethod().equals(HttpMethod.POST)) {
      return null;
    }
    IdempotencyKey key =
        IdempotencyKey.parse(caller.clientOrAdministration(), text)
            .orElseThrow(() -> Refusal.ofParameter(HEADER, text, expected()).exception());
    return switch (keys.claim(key, print(request), config.callTimeMax())) {
      case Mine mine -> {
        request.setProperty(CLAIM, new Claim(key, mine.attempt()));
        yield null;
      }
      case Answered answered -> replayed(answered.answer());
      case Running running ->
          throw Refusal.of(ProblemCode.IDEMPOTENCY_KEY_IN_USE).exceptionUntil(running.remaining());
      case Reused _ -> throw Refusal.of(ProblemCode.IDEMPOTENCY_KEY_REUSED).exception();
    };
  }

  @ServerResponseFilter
  void end(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getProperty(CLAIM) instanceof Claim claim) {
      request.removeProperty(CLAIM);
      if (response.getStatus() < FAULT) {
        keys.answer(claim.key(), claim.attempt(), forms.kept(response));
      } else {
        keys.release(claim.key(), claim.attempt());
      }
    }
  }

  private RestResponse<String> replayed(KeptAnswer answer) {
    return forms
        .replayed(answer)
        .orElseThrow(
            () ->
                Refusal.of(
                        ProblemCode.IDEMPOTENCY_ANSWER_NOT_KEPT,
                        "status",
                        Integer.toString(answer.status()))
                    .exception());
  }

  private RequestPrint print(ContainerRequestContext request) throws IOException {
    byte[] body = request.getEntityStream().readAllBytes();
    request.setEntityStream(new ByteArrayInputStream(body));
    var uri = request.getUriInfo().getRequestUri();
    String query = uri.getRawQuery();
    return RequestPrint.of(
        caller.subject(),
        request.getMethod(),
        query == null ? uri.getRawPath() : uri.getRawPath() + "?" + query,
        body);
  }

  private static Expected expected() {
    return new Expected(
        "idempotencyKey", Map.of("max", Integer.toString(IdempotencyKey.CHARS_MAX)));
  }
}
