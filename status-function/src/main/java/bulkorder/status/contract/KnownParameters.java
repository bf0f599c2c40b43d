package bulkorder.status.contract;

import bulkorder.ledger.ClientId;
import bulkorder.ledger.batch.ImportOptionTexts;
import bulkorder.ledger.report.ReportKind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;

/** Parameters that mean the same wherever they stand. */
final class KnownParameters {

  private static final int CURSOR_CHARS_MAX = 96;
  private static final int REFERENCE_CHARS_MAX = 100;
  private static final int OBJECT_KEY_CHARS_MAX = 1024;

  private static final Map<String, Supplier<Schema>> IN_PATHS =
      Map.of(
          "batchId", () -> Schemas.text("uuid"),
          "clientId", () -> Schemas.text().pattern(ClientId.PATTERN),
          "orderId", Schemas::id,
          "paymentId", Schemas::id,
          "erasureId", Schemas::id,
          "notificationId", Schemas::id,
          "id", Schemas::id,
          "kind", KnownParameters::reportKinds);

  private static final Map<String, Supplier<Schema>> IN_QUERIES =
      Map.of(
          "batchId", () -> Schemas.text("uuid"),
          "orderId", Schemas::id,
          "createdFrom", () -> Schemas.text("date-time"),
          "createdBefore", () -> Schemas.text("date-time"),
          "bulkImportGroup", () -> Schemas.text(ImportOptionTexts.GROUP_CHARS_MAX),
          "orderReference", () -> Schemas.text(REFERENCE_CHARS_MAX),
          "orderReferencePrefix", () -> Schemas.text(REFERENCE_CHARS_MAX),
          "objectKey", () -> Schemas.text(OBJECT_KEY_CHARS_MAX),
          "cursor", () -> Schemas.text(CURSOR_CHARS_MAX));

  private static final Map<String, String> DESCRIPTIONS =
      Map.of(
          "cursor", "The nextCursor of the page before",
          "limit", "How many items a page has at most",
          "createdFrom", "Not before this time",
          "createdBefore", "Before this time");

  private KnownParameters() {}

  static void complete(OpenAPI contract) {
    SchemaTree.operations(contract)
        .filter(operation -> operation.getParameters() != null)
        .flatMap(operation -> operation.getParameters().stream())
        .forEach(KnownParameters::complete);
  }

  private static void complete(Parameter parameter) {
    Supplier<Schema> known =
        (parameter.getIn() == In.PATH ? IN_PATHS : IN_QUERIES).get(parameter.getName());
    if (known != null && saysNothing(parameter.getSchema())) {
      parameter.setSchema(known.get());
    }
    if (parameter.getDescription() == null) {
      parameter.setDescription(DESCRIPTIONS.get(parameter.getName()));
    }
  }

  private static boolean saysNothing(Schema schema) {
    return List.of(SchemaType.STRING).equals(schema.getType())
        && schema.getFormat() == null
        && schema.getPattern() == null
        && schema.getEnumeration() == null
        && schema.getMaxLength() == null;
  }

  private static Schema reportKinds() {
    Schema kinds = Schemas.text();
    Arrays.stream(ReportKind.values()).map(ReportKind::title).forEach(kinds::addEnumeration);
    return kinds;
  }
}
