package bulkorder.ledger.client;

import bulkorder.ledger.ClientId;
import bulkorder.ledger.audit.AuditTrail;
import bulkorder.ledger.batch.Client.Status;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The clients, for administrators. Every change is on record with what it changed. */
@ApplicationScoped
public class ClientAccounts {

  /** The most clients of one page. */
  public static final int PAGE_SIZE_MAX = 200;

  private static final String SELECT =
      """
      select c.client_id, c.name, c.status, c.language, c.rows_max, c.requests_per_second, c.files_kept_days,
        c.reports_kept_days, c.rows_kept_days, c.created_at, c.updated_at,
        (select cast(json_object_agg(l.currency, json_build_array(l.amount_min, l.amount_max)) as text)
         from client_payment_limits l where l.client_id = c.client_id) as payment_limits
      from clients c
      """;

  private static final String ONE = SELECT + "where c.client_id = :clientId ";

  private static final String LOCKED = ONE + "for update of c";

  private static final String PAGE =
      SELECT + "where c.client_id > :after order by c.client_id limit :limit";

  private static final String CREATE = "select create_client(:clientId, :name)";

  private static final String CHANGE =
      """
      update clients
      set name = :name, language = :language, rows_max = :rowsMax, requests_per_second = :requestsPerSecond,
        files_kept_days = :filesDays, reports_kept_days = :reportsDays, rows_kept_days = :rowsDays,
        updated_at = clock_timestamp()
      where client_id = :clientId
      """;

  private static final String CHANGE_LIMITS =
      """
      with given as (
        select limits.key as currency, cast(limits.value ->> 0 as numeric) as amount_min,
          cast(limits.value ->> 1 as numeric) as amount_max
        from jsonb_each(cast(:limits as jsonb)) limits
      ), removed as (
        delete from client_payment_limits l
        where l.client_id = :clientId and not exists (select from given g where g.currency = l.currency)
      )
      insert into client_payment_limits (client_id, currency, amount_min, amount_max)
      select :clientId, currency, amount_min, amount_max from given
      on conflict (client_id, currency) do update set amount_min = excluded.amount_min, amount_max = excluded.amount_max
      """;

  private static final String CHANGE_STATUS =
      """
      update clients set status = :status, updated_at = clock_timestamp()
      where client_id = :clientId and status <> :status
      """;

  private final Session session;
  private final ClientColumns columns;
  private final AuditTrail audit;

  ClientAccounts(Session session, ClientColumns columns, AuditTrail audit) {
    this.session = session;
    this.columns = columns;
    this.audit = audit;
  }

  /** The client with this id, if there is one. */
  @Transactional
  public Optional<ClientAccount> find(ClientId clientId) {
    return find(ONE, clientId);
  }

  /**
   * A page of clients in the sequence of their ids.
   *
   * @param after the last client of the page before, or null for the first page
   * @param limit how many at most, from 1 to {@value #PAGE_SIZE_MAX}
   */
  @Transactional
  public List<ClientAccount> page(@Nullable ClientId after, int limit) {
    return session
        .createNativeQuery(PAGE, Tuple.class)
        .setParameter("after", after == null ? "" : after.value())
        .setParameter("limit", Math.clamp(limit, 1, PAGE_SIZE_MAX))
        .getResultStream()
        .map(columns::account)
        .toList();
  }

  /**
   * Creates a client.
   *
   * @param terms gives its terms for those that every client begins with
   * @param actor who does it
   * @return empty if there is a client with this id
   */
  @Transactional
  public Optional<ClientAccount> create(
      ClientId clientId, String name, UnaryOperator<ClientTerms> terms, String actor) {
    boolean created =
        session
            .createNativeQuery(CREATE, Boolean.class)
            .setParameter("clientId", clientId.value())
            .setParameter("name", name)
            .getSingleResult();
    if (!created) {
      return Optional.empty();
    }
    ClientTerms before = find(LOCKED, clientId).orElseThrow().terms();
    ClientTerms after = terms.apply(before);
    store(clientId, after);
    audit.administered(
        actor, "CLIENT_CREATED", clientId.value(), clientId, TermsChange.everything(after));
    return find(clientId);
  }

  /**
   * Changes a client.
   *
   * @param change gives the new terms for those that hold
   * @param actor who does it
   * @return empty if there is no such client
   */
  @Transactional
  public Optional<ClientAccount> change(
      ClientId clientId, UnaryOperator<ClientTerms> change, String actor) {
    return find(LOCKED, clientId).map(account -> change(account, change, actor));
  }

  /**
   * Lets a client import and call, or refuses it what changes anything.
   *
   * @param actor who does it
   * @return empty if there is no such client
   */
  @Transactional
  public Optional<ClientAccount> set(ClientId clientId, Status status, String actor) {
    boolean changed =
        session
                .createNativeMutationQuery(CHANGE_STATUS)
                .setParameter("clientId", clientId.value())
                .setParameter("status", status.name())
                .executeUpdate()
            == 1;
    if (changed) {
      audit.administered(actor, action(status), clientId.value(), clientId, Map.of());
    }
    return find(clientId);
  }

  private static String action(Status status) {
    return switch (status) {
      case ACTIVE -> "CLIENT_ENABLED";
      case DISABLED -> "CLIENT_DISABLED";
    };
  }

  private ClientAccount change(
      ClientAccount account, UnaryOperator<ClientTerms> change, String actor) {
    ClientTerms after = change.apply(account.terms());
    Map<String, String> changed = TermsChange.between(account.terms(), after);
    if (changed.isEmpty()) {
      return account;
    }
    ClientId clientId = account.clientId();
    store(clientId, after);
    audit.administered(actor, "CLIENT_CHANGED", clientId.value(), clientId, changed);
    return find(ONE, clientId).orElseThrow();
  }

  private void store(ClientId clientId, ClientTerms terms) {
    session
        .createNativeMutationQuery(CHANGE)
        .setParameter("clientId", clientId.value())
        .setParameter("name", terms.name())
        .setParameter("language", terms.language())
        .setParameter("rowsMax", terms.rowsMax())
        .setParameter("requestsPerSecond", terms.requestsPerSecond())
        .setParameter("filesDays", terms.lifetimes().filesDays())
        .setParameter("reportsDays", terms.lifetimes().reportsDays())
        .setParameter("rowsDays", terms.lifetimes().rowsDays())
        .executeUpdate();
    session
        .createNativeMutationQuery(CHANGE_LIMITS)
        .setParameter("clientId", clientId.value())
        .setParameter("limits", columns.text(terms.paymentLimits()))
        .executeUpdate();
  }

  private Optional<ClientAccount> find(String sql, ClientId clientId) {
    return session
        .createNativeQuery(sql, Tuple.class)
        .setParameter("clientId", clientId.value())
        .getResultStream()
        .findFirst()
        .map(columns::account);
  }
}
