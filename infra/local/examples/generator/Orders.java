import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;

/** The orders of one file, one after the other. */
final class Orders {

  private record Product(String code, int unitPrice) {}

  /** Twelve of the dearest stay below the limit of one payment, one of the cheapest above it. */
  private static final int QUANTITY_MAX = 12;

  private static final List<Product> PRODUCTS =
      List.of(
          new Product("PEN-010", 120),
          new Product("NOTE-A5", 380),
          new Product("TEA-SENCHA", 864),
          new Product("TEA-HOJICHA", 702),
          new Product("MUG-WHITE", 1_650),
          new Product("UMBRELLA-L", 2_980),
          new Product("RICE-5KG", 3_480),
          new Product("LAMP-DESK", 7_900),
          new Product("KETTLE-1L", 12_800),
          new Product("CHAIR-02", 39_800),
          new Product("MONITOR-27", 48_000));

  private static final List<String> TOKENS =
      List.of("tok_visa", "tok_visa", "tok_mastercard", "tok_jcb", "tok_jcb", "tok_amex");

  private static final List<String> NOTES_JA =
      List.of(
          "ギフト包装をお願いします🎁", "午前中に届けてください", "領収書在中、\"上様\"で", "不在時は宅配ボックスへ\n（1階、入口の右）", "㈱の記載は不要です～");
  private static final List<String> NOTES_EN =
      List.of(
          "Please gift-wrap 🎁",
          "Leave it with the neighbour, not at the door",
          "Mark it \"fragile\", please",
          "Ring twice.\nThe bell is on the left, by the plants");

  private static final LocalDate FIRST_DATE = LocalDate.of(2027, 1, 4);
  private static final int DECLINED_EVERY_ROWS = 250;
  private static final int DIFFICULT_EVERY_ROWS = 200;

  private final Options options;
  private final RandomGenerator random;
  private int number;
  private int flaws;
  private Row before = Row.of(Map.of());

  /**
   * The algorithm of {@link Random} is part of Java's contract, so a file is the same everywhere.
   */
  Orders(Options options) {
    this.options = options;
    this.random = new Random(options.seed());
  }

  Row next() {
    number++;
    Row good = good();
    before = isBad() ? nextFlaw().spoil(good, before) : good;
    return before;
  }

  private boolean isBad() {
    long badSoFar = (long) number * options.badPercent() / 100;
    return badSoFar > (number - 1L) * options.badPercent() / 100 && number > 1;
  }

  private Flaw nextFlaw() {
    return Flaw.values()[flaws++ % Flaw.values().length];
  }

  /** Good, but only for a reader that knows CSV and Unicode. */
  private static Row difficult(Row row) {
    return row.with(Column.CUSTOMER_NAME, "髙﨑, \"さくら\" (㈱例示商事)")
        .with(Column.NOTE, "\"急ぎ\", 玄関前に\n置いてください 🎁①～");
  }

  private Row good() {
    Person person = person();
    Product product = Pick.from(PRODUCTS, random);
    int quantity = 1 + random.nextInt(QUANTITY_MAX);
    Map<Column, String> fields = new EnumMap<>(Column.class);
    fields.put(Column.ORDER_REFERENCE, "S%d-%s".formatted(options.seed(), padded(number)));
    fields.put(Column.CUSTOMER_NAME, person.name());
    fields.put(Column.CUSTOMER_EMAIL, email(person));
    fields.put(Column.PRODUCT_CODE, product.code());
    fields.put(Column.QUANTITY, Integer.toString(quantity));
    fields.put(Column.UNIT_PRICE, Integer.toString(product.unitPrice()));
    fields.put(Column.PAYMENT_METHOD, token());
    fields.put(Column.LANGUAGE, person.language());
    addOptional(fields, person, quantity * product.unitPrice());
    Row row = Row.of(fields);
    return number % DIFFICULT_EVERY_ROWS == 7 ? difficult(row) : row;
  }

  private void addOptional(Map<Column, String> fields, Person person, int amount) {
    if (!Pick.oneIn(3, random)) {
      fields.put(Column.AMOUNT, Integer.toString(amount));
    }
    if (!Pick.oneIn(5, random)) {
      fields.put(Column.CURRENCY, "JPY");
    }
    if (Pick.oneIn(3, random)) {
      fields.put(Column.REQUESTED_DATE, FIRST_DATE.plusDays(random.nextInt(180)).toString());
    }
    if (Pick.oneIn(6, random)) {
      fields.put(
          Column.NOTE, Pick.from(person.language().equals("ja") ? NOTES_JA : NOTES_EN, random));
    }
  }

  private Person person() {
    return switch (options.language()) {
      case JA -> Person.japanese(random);
      case EN -> Person.english(random);
      case MIXED -> Pick.oneIn(3, random) ? Person.english(random) : Person.japanese(random);
    };
  }

  private String email(Person person) {
    return person.mailName()
        + number
        + Pick.from(List.of("@example.com", "@example.org", "@example.net"), random);
  }

  private String token() {
    String token = Pick.from(TOKENS, random);
    boolean declined = options.badPercent() > 0 && number % DECLINED_EVERY_ROWS == 123;
    return declined ? "tok_declined" : token;
  }

  private static String padded(int number) {
    String digits = Integer.toString(number);
    return "0".repeat(Math.max(0, 7 - digits.length())) + digits;
  }
}
