package bulkorder.ledger.encryption;

import bulkorder.ledger.ClientId;
import bulkorder.ledger.encryption.KeyProvider.WrappedKey;
import bulkorder.ledger.encryption.Sealing.SealedForm;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hibernate.Session;

/** The data keys: a new one for each import, and every one to open what it sealed. */
@ApplicationScoped
public class DataKeys {

  /** Unwrapping may be a call over the network, so keys that are in use stay at hand. */
  private static final int KEYS_AT_HAND_MAX = 1000;

  private static final String ADD =
      """
      insert into data_keys (client_id, master_key, wrapped_key) values (:clientId, :masterKey, :wrappedKey)
      returning data_key_id
      """;

  private static final String FIND =
      "select master_key, wrapped_key from data_keys where data_key_id = :dataKeyId";

  private final Session session;
  private final KeyProvider provider;
  private final SecureRandom random;

  /**
   * Each ready to open with, for one thread at a time: to make one ready costs as much as to open.
   */
  private final Map<Long, AesGcm> atHand =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, AesGcm> eldest) {
          return size() > KEYS_AT_HAND_MAX;
        }
      };

  DataKeys(Session session, KeyProvider provider, SecureRandom random) {
    this.session = session;
    this.provider = provider;
    this.random = random;
  }

  /** Makes a data key, which exists once the transaction commits. */
  @Transactional(Transactional.TxType.MANDATORY)
  public Sealing begin(ClientId clientId) {
    byte[] dataKey = new byte[AesGcm.KEY_BYTES];
    random.nextBytes(dataKey);
    WrappedKey wrapped = provider.wrap(dataKey);
    long dataKeyId =
        session
            .createNativeQuery(ADD, Long.class)
            .setParameter("clientId", clientId.value())
            .setParameter("masterKey", wrapped.masterKey())
            .setParameter("wrappedKey", wrapped.base64())
            .getSingleResult();
    return new Sealing(clientId, dataKeyId, dataKey, random);
  }

  /** Makes a data key that exists whatever becomes of the caller's transaction. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  Sealing beginForGood(ClientId clientId) {
    return begin(clientId);
  }

  /**
   * Opens a sealed value.
   *
   * @throws IllegalStateException if it was sealed for another client or field, or was changed
   */
  @Transactional
  public byte[] open(ClientId clientId, SealedField field, byte[] sealed) {
    AesGcm dataKey = dataKey(SealedForm.dataKeyId(sealed));
    synchronized (dataKey) {
      return dataKey.open(SealedForm.HEAD_BYTES, field.context(clientId.value()), sealed);
    }
  }

  private AesGcm dataKey(long dataKeyId) {
    synchronized (atHand) {
      AesGcm known = atHand.get(dataKeyId);
      if (known != null) {
        return known;
      }
    }
    var dataKey = new AesGcm(unwrapped(dataKeyId), random);
    synchronized (atHand) {
      atHand.put(dataKeyId, dataKey);
    }
    return dataKey;
  }

  private byte[] unwrapped(long dataKeyId) {
    Tuple row =
        session
            .createNativeQuery(FIND, Tuple.class)
            .setParameter("dataKeyId", dataKeyId)
            .getSingleResult();
    return provider.unwrap(
        new WrappedKey(row.get("master_key", String.class), row.get("wrapped_key", String.class)));
  }
}
