package bulkorder.ledger.row;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The columns of an order file. A header may have them in any sequence, with columns of the
 * client's own between them, under their titles or other names that leave no doubt.
 */
public enum OrderColumn {
  ORDER_REFERENCE(
      100,
      Set.of(Trait.REQUIRED),
      "order number",
      "order no",
      "order ref",
      "注文番号",
      "受注番号",
      "オーダー番号",
      "発注番号",
      "注文No",
      "受注No",
      "オーダーNo",
      "注文ID",
      "受注ID"),
  CUSTOMER_NAME(
      200,
      Set.of(Trait.REQUIRED, Trait.MASKED),
      "full name",
      "顧客名",
      "顧客氏名",
      "お客様名",
      "お客様氏名",
      "氏名",
      "お名前",
      "注文者名",
      "購入者名"),
  CUSTOMER_EMAIL(
      254,
      Set.of(Trait.REQUIRED, Trait.MASKED),
      "e-mail",
      "e-mail address",
      "mail",
      "mail address",
      "customer e-mail address",
      "メールアドレス",
      "メール",
      "Eメール",
      "Eメールアドレス",
      "電子メール",
      "電子メールアドレス",
      "顧客メールアドレス",
      "お客様メールアドレス"),
  PRODUCT_CODE(
      100,
      Set.of(Trait.REQUIRED),
      "product id",
      "product no",
      "product number",
      "item code",
      "sku",
      "sku code",
      "商品コード",
      "商品番号",
      "商品ID",
      "製品コード",
      "製品番号",
      "品番",
      "品目コード",
      "SKUコード"),
  QUANTITY(100, Set.of(Trait.REQUIRED), "qty", "order quantity", "数量", "個数", "注文数", "注文数量", "注文個数"),
  UNIT_PRICE(100, Set.of(Trait.REQUIRED), "price per unit", "単価", "商品単価", "販売単価", "税込単価"),
  AMOUNT(100, Set.of(), "total amount", "order amount", "金額", "合計金額", "注文金額", "税込金額", "税込合計金額"),
  CURRENCY(100, Set.of(), "currency code", "通貨", "通貨コード", "通貨単位"),
  PAYMENT_METHOD(
      255,
      Set.of(Trait.REQUIRED, Trait.MASKED),
      "payment token",
      "支払方法",
      "支払い方法",
      "お支払方法",
      "お支払い方法",
      "決済方法",
      "決済トークン",
      "支払トークン",
      "支払いトークン"),
  LANGUAGE(100, Set.of(), "lang", "言語", "使用言語", "メール言語"),
  REQUESTED_DATE(
      100,
      Set.of(),
      "requested delivery date",
      "希望日",
      "お届け希望日",
      "届け希望日",
      "配送希望日",
      "配達希望日",
      "納品希望日",
      "希望納期"),
  NOTE(
      2000,
      Set.of(Trait.MASKED, Trait.LINE_BREAKS),
      "notes",
      "remarks",
      "comment",
      "comments",
      "memo",
      "備考",
      "備考欄",
      "メモ",
      "コメント",
      "特記事項",
      "連絡事項");

  private enum Trait {
    REQUIRED,
    MASKED,
    LINE_BREAKS
  }

  private static final Map<String, OrderColumn> BY_KEY = byKey();

  private final int charsMax;
  private final boolean required;
  private final boolean masked;
  private final boolean lineBreaks;
  private final String title;

  @SuppressWarnings("ImmutableEnumChecker") // a list that nobody can change
  private final List<String> aliases;

  OrderColumn(int charsMax, Set<Trait> traits, String... aliases) {
    this.charsMax = charsMax;
    this.required = traits.contains(Trait.REQUIRED);
    this.masked = traits.contains(Trait.MASKED);
    this.lineBreaks = traits.contains(Trait.LINE_BREAKS);
    this.title = name().toLowerCase(Locale.ROOT);
    this.aliases = List.of(aliases);
  }

  /** The column that a name in a header is, if it is one without doubt. */
  static Optional<OrderColumn> named(ColumnName name) {
    return Optional.ofNullable(BY_KEY.get(name.key()));
  }

  /** The column's name in files, errors and the API. */
  public String title() {
    return title;
  }

  /** The other names that files may give it. */
  public List<String> aliases() {
    return aliases;
  }

  /** How many characters (Unicode code points) its values may have. */
  public int charsMax() {
    return charsMax;
  }

  /** Whether each row must have a value, and so each file the column. */
  public boolean required() {
    return required;
  }

  /** Whether errors must not repeat its values. */
  public boolean masked() {
    return masked;
  }

  /** Whether its values may have more than one line. */
  boolean lineBreaks() {
    return lineBreaks;
  }

  /** Whether its values are codes, in which full-width letters and digits mean half-width ones. */
  boolean code() {
    return this == ORDER_REFERENCE || this == PRODUCT_CODE;
  }

  private static Map<String, OrderColumn> byKey() {
    Map<String, OrderColumn> columns = new HashMap<>();
    for (OrderColumn column : values()) {
      List<String> names = new ArrayList<>(column.aliases);
      names.add(column.title);
      names.forEach(name -> columns.put(ColumnName.of(name).key(), column));
    }
    return Map.copyOf(columns);
  }
}
