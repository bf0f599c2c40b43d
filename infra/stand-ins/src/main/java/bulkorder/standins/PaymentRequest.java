package bulkorder.standins;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a charge is asked for with, checked. */
record PaymentRequest(
    long orderId,
    List<Long> orderIds,
    BigDecimal amount,
    String currency,
    @Nullable String paymentMethod) {

  private static final BigDecimal YEN_MIN = BigDecimal.valueOf(100);
  private static final BigDecimal YEN_MAX = BigDecimal.valueOf(1_000_000);
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
  private static final Pattern CARD_NUMBER = Pattern.compile("\\d(?:[ -]?\\d){13,18}");
  private static final int ORDER_IDS_MAX = 1_000;
  private static final int PAYMENT_METHOD_CHARS_MAX = 255;

  PaymentRequest {
    orderIds = List.copyOf(orderIds);
  }

  /**
   * @throws HttpProblem 400, saying which field is wrong and why
   */
  static PaymentRequest of(ObjectNode json) {
    json.properties().forEach(field -> refuseCardNumber(field.getKey(), field.getValue()));
    String currency = text(json, "currency").orElse("");
    if (!CURRENCY.matcher(currency).matches()) {
      throw invalid("currency is not three capital letters, such as JPY");
    }
    return new PaymentRequest(
        orderId("order_id", json.path("order_id")),
        orderIds(json.path("order_ids")),
        amount(json.path("amount"), currency),
        currency,
        paymentMethod(json));
  }

  boolean isSame(PaymentRequest other) {
    return orderId == other.orderId
        && orderIds.equals(other.orderIds)
        && amount.compareTo(other.amount) == 0
        && currency.equals(other.currency)
        && Optional.ofNullable(paymentMethod).equals(Optional.ofNullable(other.paymentMethod));
  }

  private static BigDecimal amount(JsonNode value, String currency) {
    if (!value.isNumber()) {
      throw invalid("amount is not a number");
    }
    BigDecimal amount = value.decimalValue();
    if (amount.signum() <= 0 || amount.precision() > 18 || Math.abs(amount.scale()) > 9) {
      throw outOfRange("amount is " + value.asText() + ", which nobody can be charged");
    }
    if (currency.equals("JPY")
        && (amount.compareTo(YEN_MIN) < 0 || amount.compareTo(YEN_MAX) > 0)) {
      throw outOfRange(
          "amount is " + amount.toPlainString() + " JPY, not within 100 and 1000000 JPY");
    }
    return amount;
  }

  private static List<Long> orderIds(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return List.of();
    }
    if (!value.isArray() || value.size() > ORDER_IDS_MAX) {
      throw invalid("order_ids is not a list of " + ORDER_IDS_MAX + " order ids at most");
    }
    List<Long> ids = new ArrayList<>();
    value.forEach(item -> ids.add(orderId("order_ids", item)));
    return ids;
  }

  private static long orderId(String field, JsonNode value) {
    if (!value.canConvertToLong() || !value.isIntegralNumber() || value.longValue() <= 0) {
      throw invalid(field + " is not a whole number above 0");
    }
    return value.longValue();
  }

  private static @Nullable String paymentMethod(ObjectNode json) {
    Optional<String> token = text(json, "payment_method");
    if (token.filter(text -> text.length() > PAYMENT_METHOD_CHARS_MAX).isPresent()) {
      throw invalid("payment_method has more than " + PAYMENT_METHOD_CHARS_MAX + " characters");
    }
    return token.orElse(null);
  }

  private static Optional<String> text(ObjectNode json, String field) {
    JsonNode value = json.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw invalid(field + " is not a text");
    }
    return Optional.of(value.textValue());
  }

  /** Whoever sends one has a security incident, which is to be loud, and without the number. */
  private static void refuseCardNumber(String field, JsonNode value) {
    boolean mayBeLong =
        field.equals("order_id") || field.equals("order_ids") || field.equals("amount");
    if (mayBeLong && !value.isTextual()) {
      return;
    }
    if (value.isContainerNode()) {
      value.forEach(item -> refuseCardNumber(field, item));
    } else if (CARD_NUMBER.matcher(value.asText().strip()).matches()) {
      throw new HttpProblem(
          400, "card_number_refused", field + " looks like a card number; send a token");
    }
  }

  private static HttpProblem invalid(String detail) {
    return new HttpProblem(400, "invalid_request", detail);
  }

  private static HttpProblem outOfRange(String detail) {
    return new HttpProblem(400, "amount_out_of_range", detail);
  }
}
