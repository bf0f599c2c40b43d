package bulkorder.ledger.order;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where an order stands in lists: by when it was created, then by its id. */
public record OrderPosition(Instant createdAt, long orderId) {

  private static final Pattern TEXT = Pattern.compile("([0-9]{1,17})-([0-9]{1,18})");

  /** The position that a text of {@link #toString} says, if it says one. */
  public static Optional<OrderPosition> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new OrderPosition(
                Instant.EPOCH.plus(Long.parseLong(matcher.group(1)), ChronoUnit.MICROS),
                Long.parseLong(matcher.group(2))))
        : Optional.empty();
  }

  /** As the ledger has it, in microseconds. */
  @Override
  public String toString() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, createdAt) + "-" + orderId;
  }
}
