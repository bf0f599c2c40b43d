package bulkorder.status.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;
import org.jboss.jandex.Type;
import org.jspecify.annotations.Nullable;

/**
 * What records say of the schemas that are made of them. An answer has all its fields, and those
 * are null that may be; what a request has beside its fields is refused, and null is as good as
 * nothing where the record does not look at the JSON itself.
 */
final class RecordSchemas {

  private static final String OURS = "bulkorder.status.";
  private static final DotName NULLABLE = DotName.createSimple(Nullable.class);
  private static final DotName LEFT_OUT = DotName.createSimple(JsonInclude.class);
  private static final DotName UNWRAPPED = DotName.createSimple(JsonUnwrapped.class);
  private static final DotName TREE = DotName.createSimple(JsonNode.class);
  private static final DotName SCHEMA =
      DotName.createSimple(org.eclipse.microprofile.openapi.annotations.media.Schema.class);
  private static final DotName MAP = DotName.createSimple(Map.class);

  private final IndexView index;
  private final Map<String, List<ClassInfo>> records;
  private final Set<String> enums = new HashSet<>();

  private RecordSchemas(IndexView index, Map<String, List<ClassInfo>> records) {
    this.index = index;
    this.records = records;
  }

  static RecordSchemas in(IndexView index) {
    return new RecordSchemas(
        index,
        index.getKnownClasses().stream()
            .filter(type -> type.isRecord() && type.name().toString().startsWith(OURS))
            .collect(Collectors.toMap(ClassInfo::name, type -> type, (type, _) -> type))
            .values()
            .stream()
            .collect(Collectors.groupingBy(RecordSchemas::schemaName)));
  }

  private static String schemaName(ClassInfo type) {
    AnnotationInstance schema = type.declaredAnnotation(SCHEMA);
    return schema == null || schema.value("name") == null
        ? type.simpleName()
        : schema.value("name").asString();
  }

  void complete(OpenAPI contract) {
    Map<String, Schema> schemas = contract.getComponents().getSchemas();
    Set<String> requests = requests(contract);
    schemas.forEach(
        (name, schema) -> {
          if (schema.getEnumeration() != null) {
            enums.add(name);
          }
        });
    schemas.forEach(
        (name, schema) -> {
          boolean request = requests.contains(name);
          for (FieldInfo field : fieldsOfRecord(name).toList()) {
            complete(schema, field, request);
          }
          if (request && schema.getProperties() != null) {
            schema.setAdditionalPropertiesSchema(OASFactory.createSchema().booleanSchema(false));
          }
        });
  }

  /** The schemas of which request bodies are made, by their names. */
  private static Set<String> requests(OpenAPI contract) {
    Set<String> names = new HashSet<>();
    SchemaTree.operations(contract)
        .filter(operation -> operation.getRequestBody() != null)
        .flatMap(
            operation -> operation.getRequestBody().getContent().getMediaTypes().values().stream())
        .forEach(type -> addNames(type.getSchema(), contract, names));
    return names;
  }

  private static void addNames(Schema schema, OpenAPI contract, Set<String> names) {
    SchemaTree.replaced(
        schema,
        part -> {
          SchemaTree.referredTo(part)
              .filter(names::add)
              .ifPresent(
                  name ->
                      addNames(
                          Objects.requireNonNull(contract.getComponents().getSchemas().get(name)),
                          contract,
                          names));
          return part;
        });
  }

  private Stream<FieldInfo> fieldsOfRecord(String name) {
    List<ClassInfo> named = records.getOrDefault(name, List.of());
    if (named.size() > 1) {
      throw new IllegalStateException("two records have the name %s: %s".formatted(name, named));
    }
    return named.stream().flatMap(this::fields);
  }

  private Stream<FieldInfo> fields(ClassInfo type) {
    return type.recordComponentsInDeclarationOrder().stream()
        .map(RecordComponentInfo::field)
        .flatMap(
            field ->
                field.hasAnnotation(UNWRAPPED)
                    ? fields(index.getClassByName(field.type().name()))
                    : Stream.of(field));
  }

  private void complete(Schema schema, FieldInfo field, boolean request) {
    Schema property = schema.getProperties().get(field.name());
    if (property == null) {
      return;
    }
    nameKeys(property, field.type());
    if (request ? mayBeNull(schema, field) : field.type().hasAnnotation(NULLABLE)) {
      schema.addProperty(
          field.name(), field.hasAnnotation(LEFT_OUT) ? property : Schemas.orNull(property));
    }
    if (!request && !field.hasAnnotation(LEFT_OUT)) {
      schema.addRequired(field.name());
    }
  }

  private static boolean mayBeNull(Schema schema, FieldInfo field) {
    boolean required = schema.getRequired() != null && schema.getRequired().contains(field.name());
    return field.type().hasAnnotation(NULLABLE) && !required && !field.type().name().equals(TREE);
  }

  /** The keys of a map are an enum's constants. */
  private void nameKeys(Schema property, Type type) {
    if (type.name().equals(MAP)) {
      ClassInfo key =
          index.getClassByName(type.asParameterizedType().arguments().getFirst().name());
      if (key != null && key.isEnum()) {
        property.setPropertyNames(
            enums.contains(key.simpleName()) ? Schemas.of(key.simpleName()) : constants(key));
      }
    }
  }

  private static Schema constants(ClassInfo type) {
    Schema names = Schemas.text();
    type.enumConstants().forEach(constant -> names.addEnumeration(constant.name()));
    return names;
  }
}
