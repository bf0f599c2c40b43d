package bulkorder.status.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Adds to operations what those of their kind have in common, and their examples. */
final class Operations {

  private static final String JSON = "application/json";

  /** {@code /api/v1/batches}: what the operations below it are about. */
  private static final int SUBJECT = 3;

  private Operations() {}

  static void complete(OpenAPI contract) {
    var tags = new TreeSet<String>();
    contract
        .getPaths()
        .getPathItems()
        .forEach(
            (path, item) -> {
              String tag = path.split("/", -1)[SUBJECT];
              tags.add(tag);
              item.getOperations()
                  .forEach((method, operation) -> complete(path, method, operation.addTag(tag)));
            });
    tags.forEach(tag -> contract.addTag(OASFactory.createTag().name(tag)));
  }

  private static void complete(String path, HttpMethod method, Operation operation) {
    boolean tagged = method == HttpMethod.GET && answersJson(operation);
    addHeaders(method, tagged, operation);
    operation
        .getResponses()
        .getAPIResponses()
        .forEach((status, response) -> complete(method, status, response));
    if (tagged) {
      operation
          .getResponses()
          .addAPIResponse("304", OASFactory.createAPIResponse().ref(CommonParts.NOT_MODIFIED));
    }
    for (CommonProblem problem : CommonProblem.values()) {
      if (!isDeclared(operation.getResponses().getAPIResponse(problem.status()))
          && problem.isAnsweredBy(path, method, operation)) {
        operation
            .getResponses()
            .addAPIResponse(problem.status(), OASFactory.createAPIResponse().ref(problem.title()));
      }
    }
    Examples.of(operation.getOperationId()).ifPresent(examples -> examples.addTo(operation));
  }

  /** The generator adds answers that say nothing. */
  private static boolean isDeclared(@Nullable APIResponse response) {
    return response != null && (response.getContent() != null || response.getRef() != null);
  }

  private static boolean answersJson(Operation operation) {
    return operation.getResponses().getAPIResponses().values().stream()
        .anyMatch(
            response -> response.getContent() != null && response.getContent().hasMediaType(JSON));
  }

  private static void addHeaders(HttpMethod method, boolean tagged, Operation operation) {
    List<Parameter> parameters =
        operation.getParameters() == null
            ? new ArrayList<>()
            : new ArrayList<>(operation.getParameters());
    parameters.removeIf(parameter -> CommonParts.ACCEPT_LANGUAGE.equals(parameter.getName()));
    parameters.add(OASFactory.createParameter().ref(CommonParts.ACCEPT_LANGUAGE));
    if (method == HttpMethod.POST) {
      parameters.add(OASFactory.createParameter().ref(CommonParts.IDEMPOTENCY_KEY));
    }
    if (tagged) {
      parameters.add(OASFactory.createParameter().ref(CommonParts.IF_NONE_MATCH));
    }
    operation.setParameters(parameters);
  }

  private static void complete(HttpMethod method, String status, APIResponse response) {
    switch (status) {
      case "200" -> {
        if (method == HttpMethod.GET) {
          add(CommonParts.ETAG, response);
        }
      }
      case "201", "303" -> add(CommonParts.LOCATION, response);
      default -> {
        // Others have no header of their own.
      }
    }
    if (method == HttpMethod.POST && status.startsWith("2")) {
      add(CommonParts.REPLAYED, response);
    }
  }

  private static void add(String header, APIResponse response) {
    response.addHeader(header, OASFactory.createHeader().ref(header));
  }
}
