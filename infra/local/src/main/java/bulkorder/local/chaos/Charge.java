package bulkorder.local.chaos;

import java.math.BigDecimal;
import java.util.List;

/** A charge as the provider lists it. */
record Charge(
    String providerId,
    String idempotencyKey,
    List<Long> orderIds,
    BigDecimal amount,
    String currency,
    String status) {

  Charge {
    orderIds = List.copyOf(orderIds);
  }
}
