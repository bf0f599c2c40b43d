package bulkorder.status.order;

import bulkorder.ledger.CardNumbers;
import bulkorder.status.Refusal;
import bulkorder.status.Refusal.Expected;
import bulkorder.status.RefusedException;
import java.util.Map;

/** Refuses what no field of an order needs, before any rule looks at it. */
final class OrderBounds {

  /** Twice as many as the longest column takes, which counts Unicode code points. */
  static final int FIELD_CHARS_MAX = 4000;

  private OrderBounds() {}

  /**
   * Looks through the fields of an order.
   *
   * @param place what stands before the names of its fields
   * @throws RefusedException if one is too long, or a part of it is no character
   */
  static void check(String place, NewOrder order) {
    order
        .values()
        .forEach(
            (column, value) -> {
              if (value.length() > FIELD_CHARS_MAX || !wholeCharacters(value)) {
                throw Refusal.ofField(
                        place + FieldNames.of(column),
                        column.masked() ? CardNumbers.MASK : value,
                        new Expected(
                            "order.field", Map.of("max", Integer.toString(FIELD_CHARS_MAX))))
                    .exception();
              }
            });
  }

  /**
   * Refuses an order that holds a card number, before anything of it is written down.
   *
   * @param place what stands before the names of its fields
   * @throws RefusedException if a field holds one; the refusal does not repeat it
   */
  static void refuseCardNumbers(String place, NewOrder order) {
    order
        .values()
        .forEach(
            (column, value) -> {
              if (CardNumbers.in(value)) {
                throw Refusal.ofField(
                        place + FieldNames.of(column),
                        CardNumbers.MASK,
                        new Expected("noCardNumber", Map.of()))
                    .exception();
              }
            });
  }

  private static boolean wholeCharacters(String value) {
    return value.codePoints().noneMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
  }
}
