package bulkorder.ledger.payment;

/** An order that a payment is for. */
public record PaidOrder(long paymentId, long orderId, String orderReference) {}
