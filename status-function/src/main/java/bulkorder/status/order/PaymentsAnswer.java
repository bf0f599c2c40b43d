package bulkorder.status.order;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some payments, newest first.
 *
 * @param nextCursor for the page after this one; null on the last
 */
public record PaymentsAnswer(List<PaymentAnswer> items, @Nullable String nextCursor) {

  /** Copies the items. */
  public PaymentsAnswer {
    items = List.copyOf(items);
  }
}
