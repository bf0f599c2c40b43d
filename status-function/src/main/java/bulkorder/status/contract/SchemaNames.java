package bulkorder.status.contract;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;

/**
 * Gives schemas names that say something outside of the code. What the JDK has is written out where
 * it stands: it needs no name.
 */
final class SchemaNames {

  private static final Map<String, Supplier<Schema>> WRITTEN_OUT =
      Map.of(
          "Instant", () -> Schemas.text("date-time"),
          "LocalDate", () -> Schemas.text("date"),
          "UUID", () -> Schemas.text("uuid"));

  /** By the names of types that are nested in what they belong to. */
  private static final Map<String, String> NAMES =
      Map.of(
          "Format", "FileFormat",
          "Kind", "CodeKind",
          "Policy", "ErrorPolicy",
          "Status", "ClientStatus");

  private SchemaNames() {}

  static void settle(OpenAPI contract) {
    SchemaTree.replace(contract, SchemaNames::named);
    Map<String, Schema> schemas = new LinkedHashMap<>();
    contract
        .getComponents()
        .getSchemas()
        .forEach((name, schema) -> schemas.put(NAMES.getOrDefault(name, name), schema));
    schemas.keySet().removeAll(WRITTEN_OUT.keySet());
    contract.getComponents().setSchemas(schemas);
    schemas.values().forEach(schema -> takeOver(schema, schemas));
  }

  /** What has all of another has its fields: few generators of clients see through allOf. */
  private static void takeOver(Schema schema, Map<String, Schema> schemas) {
    if (schema.getAllOf() != null && schema.getProperties() != null) {
      schema.getAllOf().stream()
          .flatMap(other -> SchemaTree.referredTo(other).stream())
          .map(name -> Objects.requireNonNull(schemas.get(name)))
          .forEach(other -> other.getProperties().forEach(schema::addProperty));
      schema.setAllOf(null);
    }
  }

  /** What the field that refers to it is in the code is no type of it. */
  private static Schema named(Schema schema) {
    Optional<String> name = SchemaTree.referredTo(schema);
    if (name.isEmpty()) {
      return schema;
    }
    Supplier<Schema> writtenOut = WRITTEN_OUT.get(name.get());
    if (writtenOut != null) {
      return writtenOut.get();
    }
    schema.setType(null);
    return schema.ref(NAMES.getOrDefault(name.get(), name.get()));
  }
}
