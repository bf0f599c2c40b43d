package bulkorder.standins;

import java.util.List;
import java.util.Map;

/** The ledger for a person to read. */
final class PaymentPage {

  private PaymentPage() {}

  static String of(Map<String, Object> totals, List<Payment> newest) {
    var rows = new StringBuilder();
    for (Payment payment : newest) {
      PaymentRequest request = payment.request();
      rows.append(
          "<tr><td>%s<td><code>%s</code><td class=number>%d<td class=number>%s %s<td>%s\n"
              .formatted(
                  payment.createdAt(),
                  Html.escaped(payment.id()),
                  request.orderId(),
                  request.amount().toPlainString(),
                  Html.escaped(request.currency()),
                  Html.escaped(status(payment))));
    }
    return Html.page(
        "Payment provider (stand-in)",
        """
        <p>%s</p>
        <table>
        <tr><th>When<th>Payment<th class=number>Order<th class=number>Amount<th>Status
        %s</table>
        """
            .formatted(Html.escaped(Json.text(totals)), rows));
  }

  private static String status(Payment payment) {
    String code = payment.declineCode();
    return code == null ? payment.status() : payment.status() + ": " + code;
  }
}
