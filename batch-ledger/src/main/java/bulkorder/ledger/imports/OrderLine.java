package bulkorder.ledger.imports;

import bulkorder.ledger.Money;
import bulkorder.ledger.PersonalFields;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What one good row orders.
 *
 * @param orderReference the client's own name for the order; with the client's id it is the order's
 *     identity
 * @param unitPrice in the currency of the amount
 * @param amount quantity × unit price
 * @param paymentMethod a payment provider's token, never a card number
 * @param language of the customer's mails, as an ISO 639 code
 */
public record OrderLine(
    String orderReference,
    String customerName,
    String customerEmail,
    String productCode,
    int quantity,
    BigDecimal unitPrice,
    Money amount,
    String paymentMethod,
    String language,
    @Nullable LocalDate requestedDate,
    @Nullable String note) {

  /**
   * @throws IllegalArgumentException if the amount is not quantity × unit price
   */
  public OrderLine {
    if (unitPrice.multiply(BigDecimal.valueOf(quantity)).compareTo(amount.amount()) != 0) {
      throw new IllegalArgumentException(
          "amount %s is not quantity %d × unit price %s".formatted(amount, quantity, unitPrice));
    }
  }

  /** What of it is personal. */
  PersonalFields personal() {
    return new PersonalFields(customerName, customerEmail, note);
  }

  /** Names no person, so that it may be logged. */
  @Override
  public String toString() {
    return "order line " + orderReference;
  }

  /** SHA-256 over every field: two lines with one reference and one digest are the same order. */
  public byte[] digest() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(canonicalForm());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Each field after its length, so that no two lines have one form. */
  private byte[] canonicalForm() {
    var bytes = new ByteArrayOutputStream(256);
    try (var out = new DataOutputStream(bytes)) {
      for (String field : fields()) {
        byte[] encoded = field.getBytes(StandardCharsets.UTF_8);
        out.writeInt(encoded.length);
        out.write(encoded);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail", e);
    }
    return bytes.toByteArray();
  }

  private String[] fields() {
    return new String[] {
      orderReference,
      customerName,
      customerEmail,
      productCode,
      Integer.toString(quantity),
      unitPrice.stripTrailingZeros().toPlainString(),
      amount.currency().getCurrencyCode(),
      paymentMethod,
      language,
      requestedDate == null ? "" : requestedDate.toString(),
      note == null ? "" : note
    };
  }
}
