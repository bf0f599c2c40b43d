package bulkorder.payment;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.Money;
import bulkorder.ledger.payment.Attempt;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StripeOrderTest {

  @Test
  void an_intent_is_made_for_the_payment_method_and_waits_to_be_confirmed() {
    assertThat(fields("pm_card_visa", List.of(7L)))
        .containsEntry("amount", "1980")
        .containsEntry("currency", "jpy")
        .containsEntry("payment_method", "pm_card_visa")
        .containsEntry("confirm", "false")
        .containsEntry("automatic_payment_methods[allow_redirects]", "never")
        .containsEntry("metadata[attempt_key]", "key")
        .containsEntry("metadata[orders]", "1")
        .containsEntry("metadata[order_ids_1]", "7")
        .doesNotContainKey("customer");
  }

  @Test
  void a_saved_payment_method_is_written_with_its_customer() {
    assertThat(fields("cus_1/pm_2", List.of(7L)))
        .containsEntry("customer", "cus_1")
        .containsEntry("payment_method", "pm_2");
  }

  @Test
  void order_ids_are_spread_over_entries_that_stripe_takes() {
    List<Long> orderIds = LongStream.rangeClosed(100_001, 101_000).boxed().toList();

    Map<String, String> fields = fields("pm_card_visa", orderIds);

    assertThat(orderIdEntries(fields)).allMatch(ids -> ids.length() <= 500);
    assertThat(String.join(",", orderIdEntries(fields)).split(",", -1)).hasSize(1000);
  }

  @Test
  void order_ids_for_which_there_is_no_room_are_left_out_and_counted() {
    List<Long> orderIds = LongStream.range(0, 2000).map(i -> Long.MAX_VALUE - i).boxed().toList();

    Map<String, String> fields = fields("pm_card_visa", orderIds);

    assertThat(orderIdEntries(fields)).hasSize(40).allMatch(ids -> ids.length() <= 500);
    assertThat(fields).containsEntry("metadata[orders]", "2000");
  }

  private static List<String> orderIdEntries(Map<String, String> fields) {
    return fields.entrySet().stream()
        .filter(field -> field.getKey().startsWith("metadata[order_ids_"))
        .map(Map.Entry::getValue)
        .toList();
  }

  private static Map<String, String> fields(String token, List<Long> orderIds) {
    var money = new Money(new BigDecimal(1980), Currency.getInstance("JPY"));
    String form = StripeOrder.form(new Attempt(1, "key", orderIds, money, token, null), 1980);
    return Arrays.stream(form.split("&", -1))
        .map(field -> field.split("=", -1))
        .collect(Collectors.toMap(field -> decoded(field[0]), field -> decoded(field[1])));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
