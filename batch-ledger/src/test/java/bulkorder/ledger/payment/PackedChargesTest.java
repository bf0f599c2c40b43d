package bulkorder.ledger.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PackedChargesTest {

  private static final ChargeLimits LIMITS =
      new ChargeLimits(BigDecimal.valueOf(100), BigDecimal.valueOf(1000), 1000);

  @Example
  void the_largest_orders_come_first_each_into_the_first_charge_with_room() {
    var packed = PackedCharges.of(orders(300, 700, 600, 400, 250), LIMITS);

    assertThat(amounts(packed)).containsExactly("700 300", "600 400", "250");
    assertThat(packed.leftOver()).isEmpty();
  }

  @Example
  void equal_orders_keep_the_sequence_of_the_file() {
    var packed = PackedCharges.of(orders(500, 500, 500), LIMITS);

    assertThat(packed.charges())
        .extracting(charge -> charge.stream().map(PackableOrder::rowNumber).toList())
        .containsExactly(List.of(2, 3), List.of(4));
  }

  @Example
  void a_charge_that_is_too_small_gets_the_smallest_order_that_suffices() {
    var packed = PackedCharges.of(orders(600, 300, 95, 20), LIMITS);

    assertThat(amounts(packed)).containsExactly("600 300", "95 20");
    assertThat(packed.leftOver()).isEmpty();
  }

  @Example
  void several_orders_are_moved_where_one_does_not_suffice() {
    var limits = new ChargeLimits(BigDecimal.valueOf(100), BigDecimal.valueOf(200), 1000);

    var packed = PackedCharges.of(orders(40, 40, 40, 40, 40, 30), limits);

    assertThat(amounts(packed)).containsExactly("40 40 40", "40 40 30");
  }

  @Example
  void what_no_other_charge_can_spare_an_order_for_is_left_over() {
    var packed = PackedCharges.of(orders(1000, 99), LIMITS);

    assertThat(amounts(packed)).containsExactly("1000");
    assertThat(packed.leftOver()).extracting(PackableOrder::rowNumber).containsExactly(3);
  }

  @Example
  void an_order_that_alone_exceeds_a_limit_lowered_since_is_charged_alone() {
    assertThat(amounts(PackedCharges.of(orders(1001, 500, 500), LIMITS)))
        .containsExactly("1001", "500 500");
  }

  @Example
  void a_charge_is_for_so_many_orders_at_most() {
    var limits = new ChargeLimits(BigDecimal.ONE, BigDecimal.valueOf(1_000_000), 1000);

    var packed = PackedCharges.of(orders(IntStream.range(0, 2500).map(_ -> 1).toArray()), limits);

    assertThat(packed.charges()).extracting(List::size).containsExactly(1000, 1000, 500);
  }

  @Example
  void fifty_thousand_orders_are_packed_in_a_moment() {
    var random = new Random(1);
    int[] amounts = IntStream.range(0, 50_000).map(_ -> 100 + random.nextInt(900)).toArray();

    long begun = System.nanoTime();
    PackedCharges.of(orders(amounts), LIMITS);

    assertThat((System.nanoTime() - begun) / 1_000_000_000L).isLessThan(5);
  }

  @Property
  void each_order_is_in_one_charge_or_left_over(
      @ForAll("orders") List<PackableOrder> orders, @ForAll("limits") ChargeLimits limits) {
    var packed = PackedCharges.of(orders, limits);

    assertThat(
            Stream.concat(
                packed.charges().stream().flatMap(List::stream), packed.leftOver().stream()))
        .containsExactlyInAnyOrderElementsOf(orders);
  }

  @Property
  void each_charge_keeps_the_limits(
      @ForAll("orders") List<PackableOrder> orders, @ForAll("limits") ChargeLimits limits) {
    for (var charge : PackedCharges.of(orders, limits).charges()) {
      assertThat(total(charge)).isGreaterThanOrEqualTo(limits.min());
      assertThat(charge).hasSizeBetween(1, limits.ordersMax());
      assertThat(charge).isSortedAccordingTo(PackableOrder.LARGEST_FIRST);
      if (charge.size() > 1) {
        assertThat(total(charge)).isLessThanOrEqualTo(limits.max());
      }
    }
  }

  @Property
  void the_sequence_in_which_orders_come_changes_nothing(
      @ForAll("orders") List<PackableOrder> orders,
      @ForAll("limits") ChargeLimits limits,
      @ForAll Random random) {
    List<PackableOrder> shuffled = new ArrayList<>(orders);
    Collections.shuffle(shuffled, random);

    assertThat(PackedCharges.of(shuffled, limits)).isEqualTo(PackedCharges.of(orders, limits));
  }

  @Property
  void nothing_is_left_over_of_what_one_charge_can_take(
      @ForAll("orders") List<PackableOrder> orders) {
    BigDecimal total = total(orders);
    var limits = new ChargeLimits(total, total, 1000);

    assertThat(PackedCharges.of(orders, limits).leftOver()).isEmpty();
  }

  @Property
  void all_charges_but_one_are_at_least_half_full(@ForAll("orders") List<PackableOrder> orders) {
    var limits = new ChargeLimits(BigDecimal.ZERO, BigDecimal.valueOf(1000), 1000);

    assertThat(PackedCharges.of(orders, limits).charges())
        .filteredOn(charge -> total(charge).compareTo(BigDecimal.valueOf(500)) < 0)
        .hasSizeLessThan(2);
  }

  @Provide
  Arbitrary<List<PackableOrder>> orders() {
    return Arbitraries.integers()
        .between(1, 1000)
        .list()
        .ofMinSize(1)
        .ofMaxSize(40)
        .map(amounts -> orders(amounts.stream().mapToInt(Integer::intValue).toArray()));
  }

  @Provide
  Arbitrary<ChargeLimits> limits() {
    Arbitrary<Integer> min = Arbitraries.integers().between(0, 1200);
    Arbitrary<Integer> more = Arbitraries.integers().between(0, 1500);
    return Combinators.combine(min, more, Arbitraries.integers().between(1, 6))
        .as(
            (least, above, count) ->
                new ChargeLimits(
                    BigDecimal.valueOf(least), BigDecimal.valueOf(least + above), count));
  }

  private static List<PackableOrder> orders(int... amounts) {
    return IntStream.range(0, amounts.length)
        .mapToObj(i -> new PackableOrder(i + 2, 1, BigDecimal.valueOf(amounts[i])))
        .toList();
  }

  private static List<String> amounts(PackedCharges packed) {
    return packed.charges().stream()
        .map(
            charge ->
                String.join(" ", charge.stream().map(o -> o.amount().toPlainString()).toList()))
        .toList();
  }

  private static BigDecimal total(List<PackableOrder> orders) {
    return orders.stream().map(PackableOrder::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
