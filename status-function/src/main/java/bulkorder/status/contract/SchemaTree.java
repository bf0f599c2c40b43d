package bulkorder.status.contract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The schemas of a contract, wherever they stand. */
final class SchemaTree {

  private static final String PLACE = "#/components/schemas/";

  private SchemaTree() {}

  /** The name of the schema that this one refers to, if it refers to one. */
  static Optional<String> referredTo(Schema schema) {
    return Optional.ofNullable(schema.getRef())
        .filter(ref -> ref.startsWith(PLACE))
        .map(ref -> ref.substring(PLACE.length()));
  }

  /** The operations of a contract. */
  static Stream<Operation> operations(OpenAPI contract) {
    return contract.getPaths().getPathItems().values().stream()
        .flatMap(path -> path.getOperations().values().stream());
  }

  /** Puts something else in the place of every schema, the inner ones first. */
  static void replace(OpenAPI contract, UnaryOperator<Schema> replacement) {
    contract
        .getComponents()
        .setSchemas(replaced(contract.getComponents().getSchemas(), replacement));
    operations(contract).forEach(operation -> replace(operation, replacement));
  }

  private static void replace(Operation operation, UnaryOperator<Schema> replacement) {
    if (operation.getParameters() != null) {
      for (Parameter parameter : operation.getParameters()) {
        if (parameter.getSchema() != null) {
          parameter.setSchema(replaced(parameter.getSchema(), replacement));
        }
      }
    }
    if (operation.getRequestBody() != null) {
      replace(operation.getRequestBody().getContent(), replacement);
    }
    operation
        .getResponses()
        .getAPIResponses()
        .values()
        .forEach(response -> replace(response.getContent(), replacement));
  }

  private static void replace(@Nullable Content content, UnaryOperator<Schema> replacement) {
    if (content != null) {
      content.getMediaTypes().values().stream()
          .filter(type -> type.getSchema() != null)
          .forEach(type -> type.setSchema(replaced(type.getSchema(), replacement)));
    }
  }

  /** The same schema with its parts replaced, and then itself. */
  static Schema replaced(Schema schema, UnaryOperator<Schema> replacement) {
    if (schema.getProperties() != null) {
      schema.setProperties(replaced(schema.getProperties(), replacement));
    }
    if (schema.getItems() != null) {
      schema.setItems(replaced(schema.getItems(), replacement));
    }
    if (schema.getAdditionalPropertiesSchema() != null) {
      schema.setAdditionalPropertiesSchema(
          replaced(schema.getAdditionalPropertiesSchema(), replacement));
    }
    if (schema.getAllOf() != null) {
      schema.setAllOf(replaced(schema.getAllOf(), replacement));
    }
    if (schema.getAnyOf() != null) {
      schema.setAnyOf(replaced(schema.getAnyOf(), replacement));
    }
    return replacement.apply(schema);
  }

  private static Map<String, Schema> replaced(
      Map<String, Schema> schemas, UnaryOperator<Schema> replacement) {
    Map<String, Schema> replaced = new LinkedHashMap<>();
    schemas.forEach((name, schema) -> replaced.put(name, replaced(schema, replacement)));
    return replaced;
  }

  private static List<Schema> replaced(List<Schema> schemas, UnaryOperator<Schema> replacement) {
    return schemas.stream().map(schema -> replaced(schema, replacement)).toList();
  }
}
