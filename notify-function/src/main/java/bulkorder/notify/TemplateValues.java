package bulkorder.notify;

import bulkorder.ledger.Money;
import bulkorder.ledger.notification.PendingMail;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.NumberFormat;
import java.util.Locale;
import java.util.Map;
import org.owasp.encoder.Encode;

/**
 * The values of a mail's template, each twice: under {@code text} as it is, under {@code html}
 * escaped, which SES does not do.
 */
@ApplicationScoped
class TemplateValues {

  private final ObjectMapper json;

  TemplateValues(ObjectMapper json) {
    this.json = json;
  }

  /** The values as the JSON object that SES takes for one entry. */
  String of(PendingMail mail) {
    ObjectNode root = json.createObjectNode();
    ObjectNode text = root.putObject("text");
    ObjectNode html = root.putObject("html");
    values(mail)
        .forEach(
            (name, value) -> {
              text.put(name, value);
              html.put(name, Encode.forHtml(value));
            });
    return root.toString();
  }

  private static Map<String, String> values(PendingMail mail) {
    Locale locale = Locale.of(mail.language());
    return Map.of(
        "customerName", mail.customerName(),
        "orderReference", mail.orderReference(),
        "productCode", mail.productCode(),
        "quantity", NumberFormat.getIntegerInstance(locale).format(mail.quantity()),
        "amount", amount(mail.amount(), locale));
  }

  private static String amount(Money money, Locale locale) {
    NumberFormat format = NumberFormat.getCurrencyInstance(locale);
    format.setCurrency(money.currency());
    format.setMinimumFractionDigits(money.currency().getDefaultFractionDigits());
    format.setMaximumFractionDigits(money.currency().getDefaultFractionDigits());
    return format.format(money.amount());
  }
}
