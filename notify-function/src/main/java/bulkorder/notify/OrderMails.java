package bulkorder.notify;

import bulkorder.ledger.Money;
import bulkorder.ledger.notification.PendingMail;
import java.text.NumberFormat;
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
            .with("amount", amount(pending.amount(), locale)));
  }

  static String amount(Money money, Locale locale) {
    NumberFormat format = NumberFormat.getCurrencyInstance(locale);
    format.setCurrency(money.currency());
    format.setMinimumFractionDigits(money.currency().getDefaultFractionDigits());
    format.setMaximumFractionDigits(money.currency().getDefaultFractionDigits());
    return format.format(money.amount());
  }
}
