package bulkorder.importing;

import static java.util.stream.Collectors.joining;

import java.util.stream.IntStream;

/** Files of good orders, with references of their own. */
final class OrderFileText {

  private OrderFileText() {}

  /**
   * A file of orders.
   *
   * @param prefix of each order reference; a number comes after it
   */
  static String orders(String prefix, int rows) {
    return IntStream.rangeClosed(1, rows)
        .mapToObj(i -> row(prefix + "-" + i, 500))
        .collect(joining("", ReadFile.HEADER, ""));
  }

  static String row(String reference, int unitPrice) {
    return "%s,Mori Yui,yui@example.com,TEA,2,%d,,JPY,tok_visa,ja,2026-12-01,\n"
        .formatted(reference, unitPrice);
  }
}
