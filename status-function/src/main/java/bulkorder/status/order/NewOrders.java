package bulkorder.status.order;

import bulkorder.ledger.NotificationKind;
import bulkorder.ledger.batch.ImportOptionTexts;
import bulkorder.ledger.batch.PaymentMode;
import bulkorder.ledger.batch.Policy;
import bulkorder.status.NewBatch;
import bulkorder.status.Refusal;
import bulkorder.status.Refusal.Expected;
import bulkorder.status.RefusedException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Many orders in one call, with what is asked for them as for a file.
 *
 * @param fileName by which their batch is known; {@value #FILE_NAME} where none is given
 */
@RegisterForReflection
public record NewOrders(
    @Schema(required = true, minItems = 1, maxItems = ORDERS_MAX)
        @Nullable List<@Nullable NewOrder> orders,
    @Schema(
            minLength = 1,
            maxLength = NewBatch.FILE_NAME_CHARS_MAX,
            pattern = NewBatch.FILE_NAME_PATTERN,
            defaultValue = FILE_NAME)
        @Nullable String fileName,
    @Schema(minLength = 1, maxLength = ImportOptionTexts.GROUP_CHARS_MAX)
        @Nullable String bulkImportGroup,
    @Schema(implementation = Policy.class) @Nullable String policy,
    @Schema(implementation = PaymentMode.class) @Nullable String paymentMode,
    @Schema(implementation = Boolean.class, defaultValue = "false") @Nullable String dryRun,
    @Schema(implementation = Boolean.class, defaultValue = "false") @Nullable String force,
    @Schema(implementation = Integer.class, minimum = "0", maximum = ImportOptionTexts.ROWS_MAX)
        @Nullable String declaredRows,
    @Schema(maxProperties = ImportOptionTexts.SUMS_MAX, examples = "{\"JPY\": \"120000\"}")
        @Nullable Map<String, String> declaredSums,
    @Schema(type = SchemaType.ARRAY, implementation = NotificationKind.class, uniqueItems = true)
        @Nullable List<String> notificationKinds,
    @Schema(enumeration = {"ja", "en"}) @Nullable String language) {

  static final int ORDERS_MAX = 10_000;

  private static final String FILE_NAME = "orders.jsonl";

  /**
   * The orders, each of them bounded; whether they are good is seen when they are imported.
   *
   * @throws RefusedException if there are none, too many, or one is too large, naming its place
   */
  List<NewOrder> checkedOrders() {
    if (orders == null || orders.isEmpty() || orders.size() > ORDERS_MAX) {
      String given = orders == null ? "null" : "[%d]".formatted(orders.size());
      throw refused("orders", given, "orders", Map.of("max", Integer.toString(ORDERS_MAX)));
    }
    for (int i = 0; i < orders.size(); i++) {
      NewOrder order = orders.get(i);
      if (order == null) {
        throw refused("orders[%d]".formatted(i), "null", "order", Map.of());
      }
      String place = "orders[%d].".formatted(i);
      OrderBounds.check(place, order);
      OrderBounds.refuseCardNumbers(place, order);
    }
    return orders.stream().map(Objects::requireNonNull).toList();
  }

  /** The batch that is asked for. */
  NewBatch batch() {
    return new NewBatch(
        fileName == null ? FILE_NAME : fileName,
        null,
        bulkImportGroup,
        null,
        null,
        null,
        policy,
        paymentMode,
        dryRun,
        force,
        declaredRows,
        declaredSums,
        notificationKinds,
        language);
  }

  private static RefusedException refused(
      String field, String value, String expected, Map<String, String> values) {
    return Refusal.ofField(field, value, new Expected(expected, values)).exception();
  }
}
