package bulkorder.status.contract;

import bulkorder.ledger.idempotency.IdempotencyKey;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;

/** What operations have in common: headers that are sent and answered, and problems. */
final class CommonParts {

  static final String ACCEPT_LANGUAGE = "Accept-Language";
  static final String IDEMPOTENCY_KEY = "Idempotency-Key";
  static final String IF_NONE_MATCH = "If-None-Match";
  static final String ETAG = "ETag";
  static final String LOCATION = "Location";
  static final String REPLAYED = "Idempotency-Replayed";
  static final String RETRY_AFTER = "Retry-After";
  static final String WWW_AUTHENTICATE = "WWW-Authenticate";
  static final String NOT_MODIFIED = "NotModified";

  private CommonParts() {}

  static void addTo(Components components) {
    components.addSchema(
        CommonProblem.GATEWAY_MESSAGE,
        OASFactory.createSchema()
            .type(List.of(SchemaType.OBJECT))
            .description("What the gateway says where the function was not asked, in English")
            .addProperty("message", Schemas.text())
            .required(List.of("message")));
    addParameters(components);
    addHeaders(components);
    components.addResponse(
        NOT_MODIFIED,
        OASFactory.createAPIResponse()
            .description("Nothing has changed since the answer with the tag of If-None-Match")
            .addHeader(ETAG, OASFactory.createHeader().ref(ETAG)));
    for (CommonProblem problem : CommonProblem.values()) {
      components.addResponse(problem.title(), problem.response());
    }
  }

  private static void addParameters(Components components) {
    components.addParameter(
        ACCEPT_LANGUAGE,
        header(ACCEPT_LANGUAGE, "The language of sentences: ja, else en", Schemas.text())
            .example("ja"));
    components.addParameter(
        IDEMPOTENCY_KEY,
        header(
            IDEMPOTENCY_KEY,
            "1 to 255 visible ASCII characters of the caller's choice. The same request with the"
                + " same key has the first one's answer for 24 hours and does nothing again.",
            Schemas.text(IdempotencyKey.CHARS_MAX).pattern("^[!-~]+$")));
    components.addParameter(
        IF_NONE_MATCH,
        header(
            IF_NONE_MATCH,
            "The ETag of the answer before: 304 while nothing has changed",
            Schemas.text()));
  }

  private static Parameter header(String name, String description, Schema schema) {
    return OASFactory.createParameter()
        .name(name)
        .in(In.HEADER)
        .description(description)
        .schema(schema);
  }

  private static void addHeaders(Components components) {
    components.addHeader(ETAG, header("The tag of the content, for If-None-Match", Schemas.text()));
    components.addHeader(
        LOCATION, header("Where it is; relative to the host", Schemas.text("uri-reference")));
    components.addHeader(
        REPLAYED,
        header(
            "true where the request was done before, and this is the answer that it got then",
            Schemas.text().addEnumeration("true")));
    components.addHeader(
        RETRY_AFTER,
        header("After how many seconds the request may come again", Schemas.wholeNumber(1)));
    components.addHeader(
        WWW_AUTHENTICATE, header("How to sign in", Schemas.text().addEnumeration("Bearer")));
  }

  private static Header header(String description, Schema schema) {
    return OASFactory.createHeader().description(description).schema(schema);
  }
}
