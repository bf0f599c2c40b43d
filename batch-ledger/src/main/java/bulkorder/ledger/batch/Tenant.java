package bulkorder.ledger.batch;

import bulkorder.ledger.ClientId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.hibernate.Session;

/**
 * For whom a transaction of the API is: it has the API's role, from which Postgres keeps what
 * belongs to other clients.
 */
@ApplicationScoped
public class Tenant {

  /**
   * The API's queries are short: to compile one, or to start processes that share it, takes longer
   * than to run it.
   */
  private static final String SET =
      """
      select set_config('role', 'bulkorder_status', true), set_config('bulkorder.client_id', :clientId, true),
        set_config('bulkorder.administrator', :administrator, true), set_config('jit', 'off', true),
        set_config('max_parallel_workers_per_gather', '0', true)
      """;

  private final Session session;

  Tenant(Session session) {
    this.session = session;
  }

  /**
   * Says so until the transaction ends.
   *
   * @param client nothing for nobody
   * @param administrator whether it may see what is settled about every client
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void set(Optional<ClientId> client, boolean administrator) {
    session
        .createNativeQuery(SET, Object[].class)
        .setParameter("clientId", client.map(ClientId::value).orElse(""))
        .setParameter("administrator", Boolean.toString(administrator))
        .getSingleResult();
  }
}
