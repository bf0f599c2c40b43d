package bulkorder.ledger.encryption;

import bulkorder.ledger.ClientId;
import bulkorder.ledger.encryption.KeyProvider.WrappedKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.Session;

/** The data keys as the ledger has them, wrapped; in the transaction that is open. */
@ApplicationScoped
class StoredKeys {

  /** A data key of a client. */
  record StoredKey(long dataKeyId, ClientId clientId, WrappedKey wrapped) {}

  /**
   * A data key that may seal.
   *
   * @param usableFor how much longer
   */
  record UsableKey(StoredKey key, Duration usableFor) {}

  private static final String ADD =
      """
      insert into data_keys (client_id, master_key, wrapped_key) values (:clientId, :masterKey, :wrappedKey)
      returning data_key_id
      """;

  private static final String FIND =
      "select data_key_id, client_id, master_key, wrapped_key from data_keys where data_key_id = :dataKeyId";

  private static final String NEWEST =
      """
      select data_key_id, client_id, master_key, wrapped_key,
        :secondsMax - cast(extract(epoch from clock_timestamp() - created_at) as double precision) as seconds_left
      from data_keys
      where client_id = :clientId and master_key = :masterKey
        and created_at > clock_timestamp() - make_interval(secs => :secondsMax)
      order by created_at desc, data_key_id desc
      limit 1
      """;

  private final Session session;

  StoredKeys(Session session) {
    this.session = session;
  }

  /** The id of the new key. */
  long add(ClientId clientId, WrappedKey wrapped) {
    return session
        .createNativeQuery(ADD, Long.class)
        .setParameter("clientId", clientId.value())
        .setParameter("masterKey", wrapped.masterKey())
        .setParameter("wrappedKey", wrapped.base64())
        .getSingleResult();
  }

  Optional<StoredKey> find(long dataKeyId) {
    return session
        .createNativeQuery(FIND, Tuple.class)
        .setParameter("dataKeyId", dataKeyId)
        .getResultStream()
        .findFirst()
        .map(StoredKeys::key);
  }

  /** The newest key of a client that a master key wraps and that is not older than that. */
  Optional<UsableKey> newest(ClientId clientId, String masterKey, Duration ageMax) {
    return session
        .createNativeQuery(NEWEST, Tuple.class)
        .setParameter("clientId", clientId.value())
        .setParameter("masterKey", masterKey)
        .setParameter("secondsMax", (double) ageMax.toSeconds())
        .getResultStream()
        .findFirst()
        .map(row -> new UsableKey(key(row), usableFor(row)));
  }

  static StoredKey key(Tuple row) {
    return new StoredKey(
        row.get("data_key_id", Long.class),
        new ClientId(row.get("client_id", String.class)),
        new WrappedKey(row.get("master_key", String.class), row.get("wrapped_key", String.class)));
  }

  private static Duration usableFor(Tuple row) {
    return Duration.ofMillis((long) (row.get("seconds_left", Double.class) * 1000));
  }
}
