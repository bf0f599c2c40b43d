package bulkorder.status.order;

import bulkorder.ledger.row.OrderColumn;
import bulkorder.ledger.row.RowCheck;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One order as a caller sends it: the columns of an order file, each as the text that the JSON has,
 * so that no digit is lost and the rules are those of a file.
 */
@RegisterForReflection
public record NewOrder(
    @Nullable String orderReference,
    @Nullable String customerName,
    @Nullable String customerEmail,
    @Nullable String productCode,
    @Schema(implementation = Integer.class, minimum = "1", maximum = "" + RowCheck.QUANTITY_MAX)
        @Nullable String quantity,
    @Schema(pattern = DECIMAL) @Nullable String unitPrice,
    @Schema(pattern = DECIMAL) @Nullable String amount,
    @Schema(pattern = "^[A-Z]{3}$") @Nullable String currency,
    @Nullable String paymentMethod,
    @Schema(enumeration = {"ja", "en"}) @Nullable String language,
    @Schema(implementation = LocalDate.class) @Nullable String requestedDate,
    @Nullable String note) {

  private static final String DECIMAL = "^[0-9]{1,15}(\\.[0-9]{1,4})?$";

  /** What it says, by column; what it says nothing of is not there. */
  Map<OrderColumn, String> values() {
    Map<OrderColumn, String> values = new EnumMap<>(OrderColumn.class);
    for (OrderColumn column : OrderColumn.values()) {
      String value = value(column);
      if (value != null) {
        values.put(column, value);
      }
    }
    return values;
  }

  /** Names no person, so that it may be logged. */
  @Override
  public String toString() {
    return "new order " + orderReference;
  }

  private @Nullable String value(OrderColumn column) {
    return switch (column) {
      case ORDER_REFERENCE -> orderReference;
      case CUSTOMER_NAME -> customerName;
      case CUSTOMER_EMAIL -> customerEmail;
      case PRODUCT_CODE -> productCode;
      case QUANTITY -> quantity;
      case UNIT_PRICE -> unitPrice;
      case AMOUNT -> amount;
      case CURRENCY -> currency;
      case PAYMENT_METHOD -> paymentMethod;
      case LANGUAGE -> language;
      case REQUESTED_DATE -> requestedDate;
      case NOTE -> note;
    };
  }
}
