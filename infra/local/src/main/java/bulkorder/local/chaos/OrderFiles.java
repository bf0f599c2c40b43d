package bulkorder.local.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Makes files of orders that are the same for the same seed. */
final class OrderFiles {
  /** What all order references of a run look like, wherever they turn up. */
  static final Pattern REFERENCE = Pattern.compile("CH-[0-9a-f]+-\\d+-\\d+");

  private static final List<String> CLIENTS = List.of("demo", "acme");
  private static final String HEADER =
      "order_reference,customer_name,customer_email,product_code,quantity,unit_price,payment_method,language\n";
  private static final double INVALID_RATE = 0.02;
  private static final double DUPLICATE_RATE = 0.01;
  private static final double DECLINED_RATE = 0.02;
  private static final int QUANTITY_MAX = 9;
  private static final int PRICE_MIN = 100;
  private static final int PRICE_MAX = 9_000;

  private final String run;
  private final RandomGenerator random;
  private int number;

  /** The algorithm of {@link Random} is part of Java's contract. */
  OrderFiles(long seed) {
    run = Long.toHexString(seed);
    random = new Random(seed);
  }

  /** Files that have so many rows together, as evenly as can be. */
  List<OrderFile> files(int count, int rows) {
    List<OrderFile> files = new ArrayList<>();
    for (int left = count, rowsLeft = rows; left > 0; left--) {
      int own = Math.ceilDiv(rowsLeft, left);
      files.add(file(own));
      rowsLeft -= own;
    }
    return files;
  }

  private OrderFile file(int rows) {
    var writing = new Writing(++number);
    for (int row = 1; row <= rows; row++) {
      double chance = random.nextDouble();
      if (chance < INVALID_RATE) {
        writing.invalid(row);
      } else if (chance < INVALID_RATE + DUPLICATE_RATE && writing.hasGood()) {
        writing.duplicate();
      } else {
        boolean declined = chance > 1 - DECLINED_RATE;
        writing.good(row, declined ? "tok_declined" : "tok_visa");
      }
    }
    return writing.file(rows);
  }

  /** A small file with two good rows and a bad one. */
  OrderFile smallFile() {
    var writing = new Writing(++number);
    writing.good(1, "tok_visa");
    writing.good(2, "tok_visa");
    writing.invalid(3);
    return writing.file(3);
  }

  private final class Writing {
    private final int fileNumber;
    private final StringBuilder content = new StringBuilder(HEADER);
    private String lastGood = "";
    private int invalid;
    private int duplicates;

    Writing(int fileNumber) {
      this.fileNumber = fileNumber;
    }

    boolean hasGood() {
      return !lastGood.isEmpty();
    }

    void good(int row, String paymentMethod) {
      int quantity = 1 + random.nextInt(QUANTITY_MAX);
      int price = PRICE_MIN + random.nextInt(PRICE_MAX);
      lastGood = line(row, Integer.toString(quantity), price, paymentMethod);
      content.append(lastGood);
    }

    void invalid(int row) {
      content.append(line(row, "none", PRICE_MIN, "tok_visa"));
      invalid++;
    }

    void duplicate() {
      content.append(lastGood);
      duplicates++;
    }

    private String line(int row, String quantity, int price, String paymentMethod) {
      return "CH-%s-%d-%d,山田 太郎,c%d.%d@example.com,P-%d,%s,%d,%s,%s\n"
          .formatted(
              run,
              fileNumber,
              row,
              fileNumber,
              row,
              random.nextInt(100),
              quantity,
              price,
              paymentMethod,
              random.nextBoolean() ? "ja" : "en");
    }

    OrderFile file(int rows) {
      String client = CLIENTS.get(fileNumber % CLIENTS.size());
      String key = "incoming/%s/chaos-%s-%d.csv".formatted(client, run, fileNumber);
      return new OrderFile(client, key, content.toString(), rows, invalid, duplicates);
    }
  }
}
