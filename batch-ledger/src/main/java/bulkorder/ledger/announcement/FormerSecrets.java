package bulkorder.ledger.announcement;

import bulkorder.ledger.ClientId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import org.hibernate.Session;

/**
 * The keys of webhooks that were replaced, and sign beside the present one until they end: the
 * receiver changes over when it can.
 */
@ApplicationScoped
public class FormerSecrets {

  /** The most former keys of one client; of more the oldest go. */
  static final int KEPT_MAX = 4;

  private static final String KEEP =
      """
      insert into former_webhook_secrets (client_id, secret, ends_at)
      values (:clientId, :secret, clock_timestamp() + make_interval(secs => :overlapSeconds))
      """;

  private static final String DROP_SURPLUS =
      """
      delete from former_webhook_secrets
      where former_webhook_secret_id in (
        select former_webhook_secret_id from former_webhook_secrets
        where client_id = :clientId
        order by former_webhook_secret_id desc
        offset :keptMax)
      """;

  private static final String DROP =
      "delete from former_webhook_secrets where client_id = :clientId";

  private static final String VALID =
      """
      select secret from former_webhook_secrets
      where client_id = :clientId and ends_at > clock_timestamp()
      order by former_webhook_secret_id desc
      """;

  private static final String DROP_ENDED =
      """
      delete from former_webhook_secrets
      where former_webhook_secret_id in (
        select former_webhook_secret_id from former_webhook_secrets
        where ends_at <= clock_timestamp()
        limit :limit
        for update skip locked)
      """;

  private final Session session;

  FormerSecrets(Session session) {
    this.session = session;
  }

  /**
   * Keeps a key that is being replaced.
   *
   * @param overlap how long it goes on signing; none ends every former key at once
   */
  @Transactional(Transactional.TxType.MANDATORY)
  void keep(ClientId clientId, byte[] sealed, Duration overlap) {
    if (overlap.isZero()) {
      drop(clientId);
      return;
    }
    session
        .createNativeMutationQuery(KEEP)
        .setParameter("clientId", clientId.value())
        .setParameter("secret", sealed)
        .setParameter("overlapSeconds", (double) overlap.toSeconds())
        .executeUpdate();
    session
        .createNativeMutationQuery(DROP_SURPLUS)
        .setParameter("clientId", clientId.value())
        .setParameter("keptMax", KEPT_MAX)
        .executeUpdate();
  }

  /** Ends every former key of a client. */
  @Transactional(Transactional.TxType.MANDATORY)
  void drop(ClientId clientId) {
    session
        .createNativeMutationQuery(DROP)
        .setParameter("clientId", clientId.value())
        .executeUpdate();
  }

  /** The former keys that sign at present, sealed, the latest first. */
  @Transactional(Transactional.TxType.MANDATORY)
  List<byte[]> valid(ClientId clientId) {
    return session
        .createNativeQuery(VALID, byte[].class)
        .setParameter("clientId", clientId.value())
        .getResultList();
  }

  /**
   * Drops keys that have ended.
   *
   * @param limit how many at most
   * @return how many were dropped
   */
  @Transactional
  public int dropEnded(int limit) {
    return session
        .createNativeMutationQuery(DROP_ENDED)
        .setParameter("limit", limit)
        .executeUpdate();
  }
}
