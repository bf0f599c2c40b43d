package bulkorder.ledger.batch;

import bulkorder.ledger.ClientId;
import bulkorder.ledger.NotificationKind;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.Set;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** How long a file would take that came now. */
@ApplicationScoped
public class Estimates {

  private static final String WORK =
      """
      select w.*, (select cast(notification_kinds as text) from clients where client_id = :clientId) as kinds
      from (%s) w
      """
          .formatted(WorkOfClients.OF_CLIENT);

  private static final TypeReference<Set<NotificationKind>> KINDS = new TypeReference<>() {};

  private final Session session;
  private final WorkOfClients workOfClients;
  private final ObjectMapper json;

  Estimates(Session session, WorkOfClients workOfClients, ObjectMapper json) {
    this.session = session;
    this.workOfClients = workOfClients;
    this.json = json;
  }

  /**
   * How long a file takes from its acceptance to the end of its last row, if all rows are good, by
   * {@link Workload}: at least as long as if nothing else were done, at most as long as with all
   * that is open now.
   *
   * @param mode how its orders are charged; nobody knows how few payments aggregated ones need
   * @param kinds which mails are to be sent; null for those that the client has
   */
  @Transactional
  public Estimate of(
      ClientId clientId, int rows, PaymentMode mode, @Nullable Set<NotificationKind> kinds) {
    Tuple row =
        session
            .createNativeQuery(WORK, Tuple.class)
            .setParameter("clientId", clientId.value())
            .getSingleResult();
    Workload workload = workOfClients.counted(clientId, row).now();
    OpenWork work = OpenWork.ofRows(rows, kinds == null ? kinds(row) : kinds);
    OpenWork least =
        mode == PaymentMode.AGGREGATED ? new OpenWork(work.toOrder(), 1, work.toMail()) : work;
    return new Estimate(workload.secondsAlone(least), workload.secondsFromNow(work), workload);
  }

  private Set<NotificationKind> kinds(Tuple row) {
    String text = row.get("kinds", String.class);
    try {
      return text == null ? Set.of() : json.readValue(text, KINDS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the mails of a client cannot be read", e);
    }
  }
}
