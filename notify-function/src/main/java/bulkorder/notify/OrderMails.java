package bulkorder.notify;

import bulkorder.ledger.notification.PendingMail;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;

/** What customers are told of their orders. */
final class OrderMails {

  private OrderMails() {}

  static Mail of(PendingMail pending) {
    Locale locale = Locale.of(pending.language());
    return new Mail(
        pending.notificationId(),
        pending.kind(),
        pending.language(),
        pending.customerEmail(),
        new TemplateValues()
            .with("customerName", pending.customerName())
            .with("orderReference", pending.orderReference())
            .with("productCode", pending.productCode())
            .with("quantity", NumberFormat.getIntegerInstance(locale).format(pending.quantity()))
            .with(
                "amount", amount(pending.amount().amount(), pending.amount().currency(), locale)));
  }

  static String amount(BigDecimal amount, Currency currency, Locale locale) {
    NumberFormat format = NumberFormat.getCurrencyInstance(locale);
    format.setCurrency(currency);
    format.setMinimumFractionDigits(currency.getDefaultFractionDigits());
    format.setMaximumFractionDigits(currency.getDefaultFractionDigits());
    return format.format(amount);
  }
}
