package bulkorder.ledger.payment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import org.hibernate.Session;

/**
 * The ids that a provider gives to payments before it takes any money. Written and committed before
 * the call that takes it, such an id finds the charge again, whatever becomes of that call.
 */
@ApplicationScoped
public class PaymentReferences {

  private static final String REMEMBER =
      """
      update payments set provider_reference = :reference
      where payment_id = :paymentId and status in ('PENDING', 'UNKNOWN')
        and (provider_reference is null or provider_reference = :reference)
      """;

  private final Session session;

  PaymentReferences(Session session) {
    this.session = session;
  }

  /**
   * Writes down the provider's id of a payment, in a transaction of its own.
   *
   * @return false if the payment has ended or has another id: then nothing may be charged under
   *     this one
   */
  @Transactional(TxType.REQUIRES_NEW)
  public boolean remember(long paymentId, String reference) {
    return session
            .createNativeMutationQuery(REMEMBER)
            .setParameter("paymentId", paymentId)
            .setParameter("reference", reference)
            .executeUpdate()
        == 1;
  }
}
