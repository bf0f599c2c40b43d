package bulkorder.ledger.encryption;

import bulkorder.ledger.audit.AuditTrail;
import bulkorder.ledger.encryption.KeyProvider.WrappedKey;
import bulkorder.ledger.encryption.StoredKeys.StoredKey;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;

/**
 * Which master keys wrap the data keys, and the way to have the present one wrap them all. A data
 * key that is wrapped anew is the same data key: no sealed value changes.
 */
@ApplicationScoped
public class KeyRotation {

  /**
   * Which master keys are in use.
   *
   * @param present the name of the one that wraps new data keys
   * @param masterKeys those that wrap any, in the sequence in which they began to
   */
  @RegisterForReflection
  public record MasterKeys(String present, List<MasterKeyUse> masterKeys) {

    /** Copies the list. */
    public MasterKeys {
      masterKeys = List.copyOf(masterKeys);
    }
  }

  /**
   * What one master key wraps.
   *
   * @param dataKeys how many
   * @param clients of how many clients
   * @param since when it wrapped the first of these
   */
  @RegisterForReflection
  public record MasterKeyUse(String masterKey, long dataKeys, long clients, Instant since) {}

  /**
   * What one step of a rotation did.
   *
   * @param present the name of the master key that wraps them now
   * @param dataKeys how many were wrapped anew
   * @param lastDataKeyId where the next step goes on
   * @param done whether there is no next step
   */
  @RegisterForReflection
  public record Rewrapped(String present, int dataKeys, long lastDataKeyId, boolean done) {}

  private static final String MASTER_KEYS =
      """
      select master_key, count(*) as data_keys, count(distinct client_id) as clients, min(wrapped_at) as since
      from data_keys
      group by master_key
      order by since, master_key
      """;

  private static final String WRAPPED_BY_ANOTHER =
      """
      select data_key_id, client_id, master_key, wrapped_key from data_keys
      where data_key_id > :after and master_key <> :present
      order by data_key_id
      limit :limit
      """;

  private static final String REWRAP =
      """
      update data_keys set master_key = :masterKey, wrapped_key = :wrappedKey, wrapped_at = clock_timestamp()
      where data_key_id = :dataKeyId and wrapped_key = :former
      """;

  private final Session session;
  private final KeyProvider provider;
  private final AuditTrail audit;

  KeyRotation(Session session, KeyProvider provider, AuditTrail audit) {
    this.session = session;
    this.provider = provider;
    this.audit = audit;
  }

  /** Which master keys are in use. */
  @Transactional
  public MasterKeys status() {
    return new MasterKeys(
        provider.present(),
        session
            .createNativeQuery(MASTER_KEYS, Tuple.class)
            .getResultStream()
            .map(KeyRotation::use)
            .toList());
  }

  /**
   * Has the present master key wrap data keys that another one wraps. All of these change, with an
   * audit event, or none; what was done before, or is done by another at this moment, is left as it
   * is.
   *
   * @param actor who does it
   * @param afterDataKeyId where the step before ended, 0 for the first
   * @param limit how many at most
   */
  @Transactional
  public Rewrapped rewrap(String actor, long afterDataKeyId, int limit) {
    String present = provider.present();
    List<StoredKey> keys = wrappedByAnother(present, afterDataKeyId, limit);
    int changed = 0;
    for (StoredKey key : keys) {
      changed += rewrap(key);
    }
    long last = keys.isEmpty() ? afterDataKeyId : keys.getLast().dataKeyId();
    if (changed > 0) {
      audit.administered(
          actor,
          "DATA_KEYS_REWRAPPED",
          present,
          null,
          Map.of(
              "dataKeys", Integer.toString(changed),
              "from", Long.toString(keys.getFirst().dataKeyId()),
              "to", Long.toString(last)));
    }
    return new Rewrapped(present, changed, last, keys.size() < limit);
  }

  private List<StoredKey> wrappedByAnother(String present, long afterDataKeyId, int limit) {
    return session
        .createNativeQuery(WRAPPED_BY_ANOTHER, Tuple.class)
        .setParameter("after", afterDataKeyId)
        .setParameter("present", present)
        .setParameter("limit", limit)
        .getResultStream()
        .map(StoredKeys::key)
        .toList();
  }

  private int rewrap(StoredKey key) {
    byte[] dataKey = provider.unwrap(key.clientId(), key.wrapped());
    WrappedKey anew = provider.wrap(key.clientId(), dataKey);
    return session
        .createNativeMutationQuery(REWRAP)
        .setParameter("dataKeyId", key.dataKeyId())
        .setParameter("former", key.wrapped().base64())
        .setParameter("masterKey", anew.masterKey())
        .setParameter("wrappedKey", anew.base64())
        .executeUpdate();
  }

  private static MasterKeyUse use(Tuple row) {
    return new MasterKeyUse(
        row.get("master_key", String.class),
        row.get("data_keys", Long.class),
        row.get("clients", Long.class),
        row.get("since", Instant.class));
  }
}
