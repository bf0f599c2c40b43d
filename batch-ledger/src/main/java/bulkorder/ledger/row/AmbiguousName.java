package bulkorder.ledger.row;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names that may mean one of our columns or something else. A file that has one of them and not all
 * the columns that it may mean is refused; where it has these columns under other names, the column
 * is one of the client's own.
 *
 * @param names as people write them
 * @param candidates what each of the names may mean
 */
public record AmbiguousName(List<String> names, List<OrderColumn> candidates) {

  /** All of them. */
  public static final List<AmbiguousName> ALL =
      List.of(
          new AmbiguousName(
              List.of("番号", "No", "number", "ID", "コード", "code"),
              List.of(OrderColumn.ORDER_REFERENCE, OrderColumn.PRODUCT_CODE)),
          new AmbiguousName(
              List.of("order", "order ID", "reference", "注文"),
              List.of(OrderColumn.ORDER_REFERENCE)),
          new AmbiguousName(
              List.of("name", "customer", "名前", "名称", "顧客", "お客様"),
              List.of(OrderColumn.CUSTOMER_NAME)),
          new AmbiguousName(
              List.of("product", "item", "商品", "製品", "型番", "JAN", "JANコード"),
              List.of(OrderColumn.PRODUCT_CODE)),
          new AmbiguousName(
              List.of("price", "価格", "値段", "商品価格", "販売価格"),
              List.of(OrderColumn.UNIT_PRICE, OrderColumn.AMOUNT)),
          new AmbiguousName(
              List.of("total", "subtotal", "sum", "合計", "小計", "総額", "総計"),
              List.of(OrderColumn.AMOUNT)),
          new AmbiguousName(
              List.of("payment", "支払", "支払い", "決済"), List.of(OrderColumn.PAYMENT_METHOD)),
          new AmbiguousName(
              List.of("date", "日付", "納期", "お届け日", "配送日"), List.of(OrderColumn.REQUESTED_DATE)));

  private static final Map<String, AmbiguousName> BY_KEY =
      ALL.stream()
          .flatMap(ambiguous -> ambiguous.names.stream().map(name -> Map.entry(name, ambiguous)))
          .collect(
              Collectors.toUnmodifiableMap(
                  entry -> ColumnName.of(entry.getKey()).key(), Map.Entry::getValue));

  /** What a name in a header may mean, if there is doubt. */
  static Optional<AmbiguousName> of(ColumnName name) {
    return Optional.ofNullable(BY_KEY.get(name.key()));
  }

  /** The titles of the columns that it may mean. */
  String titles() {
    return candidates.stream().map(OrderColumn::title).collect(Collectors.joining(", "));
  }

  /** Whether one of the columns that it may mean is not among these. */
  boolean doubtful(Stream<OrderColumn> named) {
    return !named.collect(Collectors.toSet()).containsAll(candidates);
  }
}
