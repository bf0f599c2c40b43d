package bulkorder.status;

import bulkorder.ledger.NotificationKind;
import bulkorder.ledger.batch.ImportOptions;
import bulkorder.ledger.batch.PaymentMode;
import bulkorder.status.Refusal.Expected;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Asks how long a file would take.
 *
 * @param rows how many data rows it has
 * @param paymentMode {@code PER_ORDER} or {@code AGGREGATED}; null for the first
 * @param notificationKinds the {@link bulkorder.ledger.NotificationKind}s that are sent; null for
 *     those that the client has
 */
public record EstimateWish(
    @Schema(required = true, minimum = "1", maximum = "" + ROWS_MAX) @Nullable Integer rows,
    @Schema(implementation = PaymentMode.class) @Nullable String paymentMode,
    @Schema(type = SchemaType.ARRAY, implementation = NotificationKind.class, uniqueItems = true)
        @Nullable List<String> notificationKinds) {

  static final int ROWS_MAX = 1_000_000;

  int checkedRows() {
    if (rows == null || rows < 1 || rows > ROWS_MAX) {
      throw Refusal.ofField(
              "rows",
              String.valueOf(rows),
              new Expected("estimate.rows", Map.of("max", Integer.toString(ROWS_MAX))))
          .exception();
    }
    return rows;
  }

  ImportOptions checkedOptions() {
    return GivenOptions.checked(
        option ->
            switch (option) {
              case PAYMENT_MODE -> paymentMode;
              case NOTIFICATION_KINDS ->
                  notificationKinds == null ? null : GivenOptions.kinds(notificationKinds);
              case ENCODING,
                  DELIMITER,
                  SHEET,
                  POLICY,
                  DRY_RUN,
                  FORCE,
                  DECLARED_ROWS,
                  DECLARED_SUM,
                  BULK_IMPORT_GROUP,
                  LANGUAGE ->
                  null;
            });
  }
}
