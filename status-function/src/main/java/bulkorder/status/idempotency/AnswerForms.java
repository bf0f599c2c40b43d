package bulkorder.status.idempotency;

import bulkorder.ledger.idempotency.KeptAnswer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Turns answers into what is kept of them, and that into answers again. */
@ApplicationScoped
class AnswerForms {

  private static final String REPLAYED = "Idempotency-Replayed";
  private static final String NO_BODY = "";

  /** What else an answer has is the same on every one. */
  private static final List<String> HEADERS_KEPT =
      List.of(HttpHeaders.LOCATION, HttpHeaders.CONTENT_LANGUAGE, HttpHeaders.ETAG);

  private final ObjectMapper json;

  AnswerForms(ObjectMapper json) {
    this.json = json;
  }

  KeptAnswer kept(ContainerResponseContext response) {
    Map<String, String> headers = new TreeMap<>();
    for (String name : HEADERS_KEPT) {
      String value = response.getHeaderString(name);
      if (value != null) {
        headers.put(name, value);
      }
    }
    if (response.getEntity() != null) {
      MediaType type = response.getMediaType();
      headers.put(
          HttpHeaders.CONTENT_TYPE, type == null ? MediaType.APPLICATION_JSON : type.toString());
    }
    return new KeptAnswer(response.getStatus(), headers, Optional.of(body(response)));
  }

  /** Empty if the body was too large to be kept. */
  Optional<RestResponse<String>> replayed(KeptAnswer answer) {
    return answer.body().map(body -> replayed(answer, body));
  }

  private static RestResponse<String> replayed(KeptAnswer answer, String body) {
    ResponseBuilder<String> response = ResponseBuilder.create(answer.status());
    if (!body.isEmpty()) {
      response.entity(body);
    }
    answer.headers().forEach(response::header);
    return response.header(REPLAYED, "true").build();
  }

  private String body(ContainerResponseContext response) {
    try {
      return switch (response.getEntity()) {
        case null -> NO_BODY;
        case String text -> text;
        case Object entity -> json.writeValueAsString(entity);
      };
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer cannot be written", e);
    }
  }
}
