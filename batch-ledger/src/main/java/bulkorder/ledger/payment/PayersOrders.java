package bulkorder.ledger.payment;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Packs orders as they come by, payer after payer, and passes the charges on in portions. Neither a
 * payer nor a portion grows without a bound: a payer with more orders is packed in several parts,
 * and what one part leaves over goes into the next.
 */
final class PayersOrders {

  /** A payer in the ledger's words. */
  record Payer(String paymentMethod, String currency) {}

  private static final int PART_ORDERS_MAX = 50_000;
  private static final int PORTION_ORDERS = 2_000;

  private final Predicate<Portion> begin;
  private final List<PackableOrder> orders = new ArrayList<>();
  private @Nullable Payer payer;
  private @Nullable ChargeLimits limits;
  private Portion portion = new Portion();
  private boolean allBegun = true;

  /**
   * @param begin begins the charges of a portion and says whether it did
   */
  PayersOrders(Predicate<Portion> begin) {
    this.begin = begin;
  }

  /** Takes the next order; those of one payer come one after the other, in the file's sequence. */
  void add(PackableOrder order, Payer payerOfIt, ChargeLimits limitsOfIt) {
    if (!payerOfIt.equals(payer)) {
      packPayer();
      payer = payerOfIt;
      limits = limitsOfIt;
    } else if (orders.size() >= PART_ORDERS_MAX) {
      packPart();
    }
    orders.add(order);
  }

  /** Passes on what has not been. */
  void end() {
    packPayer();
    passOn();
  }

  /** Whether every portion was begun. */
  boolean allBegun() {
    return allBegun;
  }

  private void packPayer() {
    if (limits != null && !orders.isEmpty()) {
      PackedCharges packed = PackedCharges.of(orders, limits);
      orders.clear();
      portion.addLeftOver(packed.leftOver());
      pack(packed);
    }
  }

  private void packPart() {
    if (limits != null) {
      PackedCharges packed = PackedCharges.of(orders, limits);
      orders.clear();
      if (packed.charges().isEmpty()) {
        portion.addLeftOver(packed.leftOver());
      } else {
        orders.addAll(packed.leftOver());
      }
      pack(packed);
    }
  }

  private void pack(PackedCharges packed) {
    for (var charge : packed.charges()) {
      portion.addCharges(List.of(charge));
      if (portion.size() >= PORTION_ORDERS) {
        passOn();
      }
    }
    if (portion.size() >= PORTION_ORDERS) {
      passOn();
    }
  }

  private void passOn() {
    if (portion.size() > 0) {
      allBegun &= begin.test(portion);
      portion = new Portion();
    }
  }
}
