package bulkorder.ledger.payment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Charges that are begun in one transaction, and orders that are left over. */
final class Portion {

  private final List<List<PackableOrder>> charges = new ArrayList<>();
  private final List<PackableOrder> leftOver = new ArrayList<>();
  private int orders;

  void addCharges(List<List<PackableOrder>> more) {
    charges.addAll(more);
    more.forEach(charge -> orders += charge.size());
  }

  void addLeftOver(List<PackableOrder> more) {
    leftOver.addAll(more);
    orders += more.size();
  }

  List<List<PackableOrder>> charges() {
    return charges;
  }

  List<PackableOrder> leftOver() {
    return leftOver;
  }

  /** How many orders there are in all. */
  int size() {
    return orders;
  }

  Stream<PackableOrder> orders() {
    return Stream.concat(charges.stream().flatMap(Collection::stream), leftOver.stream());
  }

  /** The chunks of all orders, in ascending order. */
  NavigableSet<Integer> chunkNos() {
    NavigableSet<Integer> chunkNos = new TreeSet<>();
    orders().forEach(order -> chunkNos.add(order.chunkNo()));
    return chunkNos;
  }
}
