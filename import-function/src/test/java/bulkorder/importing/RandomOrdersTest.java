package bulkorder.importing;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.Money;
import bulkorder.ledger.imports.OrderLine;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

class RandomOrdersTest {

  private static final Currency JPY = Currency.getInstance("JPY");

  @Property(tries = 300)
  void whatever_orders_are_written_are_read_back_equal(
      @ForAll("orders") List<OrderLine> orders, @ForAll LineDelimiter lineEnd) {
    var file = ReadFile.of(written(orders, lineEnd));
    for (int i = 0; i < orders.size(); i++) {
      assertThat(file.order(i)).isEqualTo(orders.get(i));
    }
    assertThat(file.rows()).hasSameSizeAs(orders);
  }

  @Provide
  Arbitrary<List<OrderLine>> orders() {
    return order().list().ofMinSize(1).ofMaxSize(20);
  }

  private static Arbitrary<OrderLine> order() {
    var note = text(300).map(text -> text + "\n\"" + text + "\"").injectNull(0.3);
    var date = Arbitraries.integers().between(0, 3000).map(LocalDate.of(2026, 1, 1)::plusDays);
    var quantity = Arbitraries.integers().between(1, 100);
    var price = Arbitraries.integers().between(100, 10_000);
    return Combinators.combine(
            text(100), text(200), text(100), quantity, price, date.injectNull(0.3), note)
        .as(RandomOrdersTest::line);
  }

  /** Text without digits, which might make up a card number, and without space at its ends. */
  private static Arbitrary<String> text(int charsMax) {
    return Arbitraries.strings()
        .withChars("aZ ,;\"'\\|=+-@髙﨑①㈱～構é€")
        .withCharRange('ぁ', 'ん')
        .ofMaxLength(charsMax - 3)
        .map(text -> "x" + text + "𠮷");
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

  private static String written(List<OrderLine> orders, LineDelimiter lineEnd) {
    var text = new StringWriter();
    try (var csv = CsvWriter.builder().lineDelimiter(lineEnd).build(text)) {
      csv.writeRecord(ReadFile.HEADER.strip().split(","));
      orders.forEach(order -> csv.writeRecord(fields(order)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static String[] fields(OrderLine order) {
    return new String[] {
      order.orderReference(),
      order.customerName(),
      order.customerEmail(),
      order.productCode(),
      Integer.toString(order.quantity()),
      order.unitPrice().toPlainString(),
      order.amount().amount().toPlainString(),
      order.amount().currency().getCurrencyCode(),
      order.paymentMethod(),
      order.language(),
      Objects.toString(order.requestedDate(), ""),
      Objects.toString(order.note(), "")
    };
  }
}
