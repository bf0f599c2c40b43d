package bulkorder.ledger.payment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The orders of one payer, packed into charges: the largest orders first, each into the first
 * charge that has room for it. The same orders always make the same charges.
 *
 * @param charges the orders of each, the largest first
 * @param leftOver the orders that would be in a charge below the least that can be charged
 */
record PackedCharges(List<List<PackableOrder>> charges, List<PackableOrder> leftOver) {

  /**
   * Packs orders. No charge of several orders exceeds the limit; an order that exceeds it alone,
   * since the limit was lowered after the order was taken, is charged alone.
   */
  static PackedCharges of(Collection<PackableOrder> orders, ChargeLimits limits) {
    List<OpenCharge> charges = firstFit(orders, limits);
    var repair = new ChargeRepair(charges, limits);
    charges.stream().filter(charge -> isLow(charge, limits)).forEach(repair::fill);
    Map<Boolean, List<OpenCharge>> byLow =
        charges.stream().collect(Collectors.partitioningBy(charge -> isLow(charge, limits)));
    return new PackedCharges(
        byLow.getOrDefault(false, List.of()).stream().map(OpenCharge::orders).toList(),
        byLow.getOrDefault(true, List.of()).stream()
            .flatMap(charge -> charge.orders().stream())
            .toList());
  }

  private static List<OpenCharge> firstFit(Collection<PackableOrder> orders, ChargeLimits limits) {
    var free = new FirstFit(orders.size(), limits.max());
    List<OpenCharge> alone = new ArrayList<>();
    List<OpenCharge> shared = new ArrayList<>();
    for (var order : orders.stream().sorted(PackableOrder.LARGEST_FIRST).toList()) {
      if (order.amount().compareTo(limits.max()) > 0) {
        alone.add(new OpenCharge());
        alone.getLast().add(order);
        continue;
      }
      int index = free.take(order.amount());
      if (index == shared.size()) {
        shared.add(new OpenCharge());
      }
      shared.get(index).add(order);
      if (shared.get(index).size() == limits.ordersMax()) {
        free.close(index);
      }
    }
    alone.addAll(shared);
    return alone;
  }

  private static boolean isLow(OpenCharge charge, ChargeLimits limits) {
    return charge.total().compareTo(limits.min()) < 0;
  }
}
