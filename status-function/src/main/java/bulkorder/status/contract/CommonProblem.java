package bulkorder.status.contract;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** What every operation answers of whose kind it is, instead of what was asked for. */
enum CommonProblem {
  BAD_REQUEST(400, "A parameter, or the body as a whole, is not what it must be"),
  NOT_SIGNED_IN(401, "No token of a sign-in, or one that is not valid"),
  NOT_PERMITTED(403, "The roles of the token do not permit it, or the client is disabled"),
  NOT_FOUND(404, "The client has nothing with this id, or is not known itself"),
  NOT_ACCEPTABLE(406, "The Accept header allows no JSON"),
  CONFLICT(
      409,
      "Its state does not allow it, or a request with the same Idempotency-Key is being worked on"),
  GONE(410, "It was there, and is deleted since: the detail names the day"),
  BODY_TOO_LARGE(413, "The body is larger than any that is needed"),
  UNSUPPORTED_MEDIA_TYPE(415, "The body is not application/json"),
  NOT_VALID(422, "A field is not valid, or the Idempotency-Key was used for another request"),
  TOO_MANY_REQUESTS(429, "More requests than the client may make; Retry-After says when to go on"),
  FAULT(500, "A fault of the service"),
  NOT_AVAILABLE(503, "Nothing answered in time");

  static final String GATEWAY_MESSAGE = "GatewayMessage";
  private static final String PROBLEM = "Problem";
  private static final String PROBLEM_TYPE = "application/problem+json";
  private static final String JSON = "application/json";
  private static final String BATCH = "/api/v1/batches/{batchId}/";

  /** What is for rows and reports, which are not kept for ever. */
  private static final Set<String> OUTLIVED = Set.of("rows", "reports", "approve", "retry");

  private static final Pattern WORD = Pattern.compile("(?:^|_)([A-Z])([A-Z]*)");

  private final int status;
  private final String text;

  CommonProblem(int status, String text) {
    this.status = status;
    this.text = text;
  }

  String status() {
    return Integer.toString(status);
  }

  /** Its name among the contract's responses. */
  String title() {
    return WORD.matcher(name())
        .replaceAll(word -> word.group(1) + word.group(2).toLowerCase(Locale.ROOT));
  }

  boolean isAnsweredBy(String path, HttpMethod method, Operation operation) {
    return switch (this) {
      case BAD_REQUEST,
          NOT_SIGNED_IN,
          NOT_PERMITTED,
          NOT_ACCEPTABLE,
          TOO_MANY_REQUESTS,
          FAULT,
          NOT_AVAILABLE ->
          true;
      case NOT_FOUND -> path.contains("{");
      case CONFLICT -> method == HttpMethod.POST;
      case GONE ->
          path.startsWith(BATCH)
              && OUTLIVED.contains(path.substring(BATCH.length()).split("/", -1)[0]);
      case NOT_VALID -> method == HttpMethod.POST || operation.getRequestBody() != null;
      case BODY_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE -> operation.getRequestBody() != null;
    };
  }

  APIResponse response() {
    APIResponse response = OASFactory.createAPIResponse().description(text).content(content());
    headers().forEach(name -> response.addHeader(name, OASFactory.createHeader().ref(name)));
    return response;
  }

  private List<String> headers() {
    return switch (this) {
      case NOT_SIGNED_IN -> List.of(CommonParts.WWW_AUTHENTICATE);
      case CONFLICT, TOO_MANY_REQUESTS -> List.of(CommonParts.RETRY_AFTER);
      case BAD_REQUEST,
          NOT_PERMITTED,
          NOT_FOUND,
          NOT_ACCEPTABLE,
          GONE,
          BODY_TOO_LARGE,
          UNSUPPORTED_MEDIA_TYPE,
          NOT_VALID,
          FAULT,
          NOT_AVAILABLE ->
          List.of();
    };
  }

  private Content content() {
    Map<String, String> schemas =
        switch (this) {
          case NOT_AVAILABLE -> Map.of(JSON, GATEWAY_MESSAGE);
          case NOT_SIGNED_IN, NOT_PERMITTED, BODY_TOO_LARGE, TOO_MANY_REQUESTS, FAULT ->
              Map.of(PROBLEM_TYPE, PROBLEM, JSON, GATEWAY_MESSAGE);
          case BAD_REQUEST,
              NOT_FOUND,
              NOT_ACCEPTABLE,
              CONFLICT,
              GONE,
              UNSUPPORTED_MEDIA_TYPE,
              NOT_VALID ->
              Map.of(PROBLEM_TYPE, PROBLEM);
        };
    Content content = OASFactory.createContent();
    schemas.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            type ->
                content.addMediaType(
                    type.getKey(),
                    OASFactory.createMediaType().schema(Schemas.of(type.getValue()))));
    return content;
  }
}
