package bulkorder.importing;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.Money;
import bulkorder.ledger.imports.FileDialect.Format;
import bulkorder.ledger.imports.OrderLine;
import bulkorder.ledger.imports.RowSource.Reading.Complete;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

class RandomOrdersTest {

  private static final Currency JPY = Currency.getInstance("JPY");

  @Property(tries = 500)
  void whatever_orders_are_written_are_read_back_equal_in_every_dialect(
      @ForAll("orders") List<OrderLine> written, @ForAll("dialects") RandomDialect dialect)
      throws IOException {
    List<OrderLine> orders = written.stream().map(o -> writable(o, dialect.encoding())).toList();

    var file = ReadFile.of(dialect.written(orders), ReadFile.LIMITS);

    for (int i = 0; i < orders.size(); i++) {
      assertThat(file.order(i)).isEqualTo(orders.get(i));
    }
    assertThat(file.rows()).hasSameSizeAs(orders);
    assertThat(((Complete) file.reading()).dialect())
        .isEqualTo(dialect.expected(orders.stream().allMatch(RandomOrdersTest::ascii)));
  }

  @Provide
  Arbitrary<List<OrderLine>> orders() {
    return order().list().ofMinSize(1).ofMaxSize(20);
  }

  @Provide
  Arbitrary<RandomDialect> dialects() {
    return Combinators.combine(
            Arbitraries.of(Format.values()),
            Arbitraries.of(RandomDialect.Encoding.values()),
            Arbitraries.of(',', '\t', ';', '|'),
            Arbitraries.of(LineDelimiter.CR, LineDelimiter.LF, LineDelimiter.CRLF),
            Arbitraries.of(true, false))
        .as(RandomDialect::new);
  }

  private static boolean ascii(OrderLine order) {
    return StandardCharsets.US_ASCII.newEncoder().canEncode(order.toString());
  }

  private static OrderLine writable(OrderLine order, RandomDialect.Encoding encoding) {
    String note = order.note();
    return new OrderLine(
        encoding.writable(order.orderReference()),
        encoding.writable(order.customerName()),
        order.customerEmail(),
        encoding.writable(order.productCode()),
        order.quantity(),
        order.unitPrice(),
        order.amount(),
        order.paymentMethod(),
        order.language(),
        order.requestedDate(),
        note == null ? null : encoding.writable(note));
  }

  private static Arbitrary<OrderLine> order() {
    var note = text(300).map(text -> text + "\n\"" + text + "\"").injectNull(0.3);
    var date = Arbitraries.integers().between(0, 3000).map(LocalDate.of(2026, 1, 1)::plusDays);
    var quantity = Arbitraries.integers().between(1, 100);
    var price = Arbitraries.integers().between(100, 10_000);
    return Combinators.combine(
            code(), text(200), code(), quantity, price, date.injectNull(0.3), note)
        .as(RandomOrdersTest::line);
  }

  /** Codes are read with their full-width dashes as half-width ones. */
  private static Arbitrary<String> code() {
    return text(100).map(text -> text.replace('－', '-'));
  }

  /** Text without digits, which might make up a card number, and without space at its ends. */
  private static Arbitrary<String> text(int charsMax) {
    return Arbitraries.strings()
        .withChars("aZ ,;\"'\\|=+-@髙﨑①㈱～－構é€")
        .withCharRange('ぁ', 'ん')
        .ofMaxLength(charsMax - 3)
        .map(text -> "x" + text + "𠮷森");
  }

  private static OrderLine line(
      String reference,
      String name,
      String product,
      int quantity,
      int price,
      @Nullable LocalDate date,
      @Nullable String note) {
    var amount = new Money(BigDecimal.valueOf((long) quantity * price), JPY);
    return new OrderLine(
        reference,
        name,
        "a@example.com",
        product,
        quantity,
        BigDecimal.valueOf(price),
        amount,
        "tok_visa",
        "en",
        date,
        note);
  }
}
