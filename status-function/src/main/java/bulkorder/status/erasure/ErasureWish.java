package bulkorder.status.erasure;

import bulkorder.ledger.erasure.SoughtAddress;
import bulkorder.status.Refusal;
import bulkorder.status.Refusal.Expected;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks for one person's data to be erased.
 *
 * @param customerEmail the person's mail address, in any case
 * @param find whether it is only to be found; nothing is erased then
 */
public record ErasureWish(@Nullable String customerEmail, @Nullable Boolean find) {

  /** Stands in refusals for what may be an address. */
  private static final String NOT_REPEATED = "…";

  String checkedEmail() {
    if (customerEmail == null || !SoughtAddress.isAddress(customerEmail)) {
      throw Refusal.ofField(
              "customerEmail",
              NOT_REPEATED,
              new Expected("mailAddress", Map.of("max", Integer.toString(SoughtAddress.CHARS_MAX))))
          .exception();
    }
    return customerEmail;
  }

  boolean findsOnly() {
    return Boolean.TRUE.equals(find);
  }

  /** Names no person, so that it may be logged. */
  @Override
  public String toString() {
    return "the wish for an erasure";
  }
}
