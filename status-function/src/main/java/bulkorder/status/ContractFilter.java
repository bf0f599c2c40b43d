package bulkorder.status;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Adds to the contract what all operations have in common: the problems that they answer, and the
 * key that makes a POST happen once.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ContractFilter implements OASFilter {

  private static final String PROBLEM = "Problem";
  private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  @Override
  public void filterOpenAPI(OpenAPI contract) {
    contract.getComponents().addSchema(PROBLEM, problem());
    contract
        .getComponents()
        .addParameter(
            IDEMPOTENCY_KEY,
            OASFactory.createParameter()
                .name(IDEMPOTENCY_KEY)
                .in(In.HEADER)
                .description(
                    "1 to 255 visible ASCII characters of the caller's choice. The same request with"
                        + " the same key has the first one's answer for 24 hours and does nothing again.")
                .schema(
                    OASFactory.createSchema()
                        .type(List.of(Schema.SchemaType.STRING))
                        .minLength(1)
                        .maxLength(255)));
    contract.getPaths().getPathItems().forEach(ContractFilter::complete);
  }

  private static void complete(String path, PathItem item) {
    item.getOperations()
        .forEach(
            (method, operation) -> {
              addProblems(path, method, operation);
              if (method == PathItem.HttpMethod.POST) {
                operation.addParameter(
                    OASFactory.createParameter().ref("#/components/parameters/" + IDEMPOTENCY_KEY));
              }
            });
  }

  private static void addProblems(String path, PathItem.HttpMethod method, Operation operation) {
    var responses = operation.getResponses();
    responses.addAPIResponse("400", with("A parameter or the body is not what it must be"));
    responses.addAPIResponse("401", with("No token of a sign-in, or one that is not valid"));
    responses.addAPIResponse(
        "403", with("The roles of the token do not permit it, or the client is disabled"));
    if (path.contains("{")) {
      responses.addAPIResponse("404", with("The client has nothing with this id"));
    }
    if (method != PathItem.HttpMethod.GET) {
      operation.getResponses().addAPIResponse("409", with("Its state does not allow it now"));
      operation
          .getResponses()
          .addAPIResponse(
              "422", with("A field is not valid, or the key was used for another request"));
    }
  }

  private static APIResponse with(String text) {
    return OASFactory.createAPIResponse()
        .description(text)
        .content(
            OASFactory.createContent()
                .addMediaType(
                    Problem.MEDIA_TYPE,
                    OASFactory.createMediaType()
                        .schema(OASFactory.createSchema().ref("#/components/schemas/" + PROBLEM))));
  }

  private static Schema problem() {
    Schema schema =
        OASFactory.createSchema()
            .type(List.of(Schema.SchemaType.OBJECT))
            .description("RFC 9457; title and detail are in the caller's language");
    for (String field : List.of("type", "title", "detail", "code")) {
      schema.addProperty(field, of(Schema.SchemaType.STRING));
    }
    return schema
        .addProperty("status", of(Schema.SchemaType.INTEGER))
        .required(List.of("type", "title", "status", "detail", "code"));
  }

  private static Schema of(Schema.SchemaType type) {
    return OASFactory.createSchema().type(List.of(type));
  }
}
