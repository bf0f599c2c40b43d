package bulkorder.status.contract;

import bulkorder.ledger.row.OrderColumn;
import bulkorder.status.order.FieldNames;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** An order in JSON keeps the rules that the columns of an order file have. */
final class OrderSchema {

  private static final String NEW_ORDER = "NewOrder";

  private OrderSchema() {}

  static void complete(OpenAPI contract) {
    Schema order = Objects.requireNonNull(contract.getComponents().getSchemas().get(NEW_ORDER));
    for (OrderColumn column : OrderColumn.values()) {
      String field = FieldNames.of(column);
      if (column.required()) {
        order.addRequired(field);
      }
      bound(Objects.requireNonNull(order.getProperties().get(field)), column);
    }
  }

  private static void bound(Schema property, OrderColumn column) {
    boolean text = List.of(SchemaType.STRING).equals(property.getType());
    if (text
        && property.getFormat() == null
        && property.getPattern() == null
        && property.getEnumeration() == null) {
      property.setMinLength(column.required() ? 1 : null);
      property.setMaxLength(column.charsMax());
    }
  }
}
