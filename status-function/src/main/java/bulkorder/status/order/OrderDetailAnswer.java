package bulkorder.status.order;

import bulkorder.ledger.PersonalFields;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order with what followed from it.
 *
 * @param customer null for a caller who may not see whose it is, and when that was erased
 * @param payments every attempt to charge it, newest first
 * @param notifications the mails of it, oldest first
 */
public record OrderDetailAnswer(
    @JsonUnwrapped OrderAnswer order,
    @Nullable CustomerAnswer customer,
    List<PaymentAnswer> payments,
    List<MailAnswer> notifications) {

  /** Copies the lists. */
  public OrderDetailAnswer {
    payments = List.copyOf(payments);
    notifications = List.copyOf(notifications);
  }

  /** Who ordered, and what was said to it. */
  public record CustomerAnswer(String name, String email, @Nullable String note) {

    static CustomerAnswer of(PersonalFields personal) {
      return new CustomerAnswer(personal.customerName(), personal.customerEmail(), personal.note());
    }
  }
}
