package bulkorder.ledger.encryption;

import bulkorder.ledger.ClientId;
import bulkorder.ledger.encryption.Sealing.SealedForm;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** The data keys of the clients: the present one to seal with, every one to open what it sealed. */
@ApplicationScoped
public class DataKeys {

  private final PresentKeys presentKeys;
  private final UnwrappedKeys unwrappedKeys;

  DataKeys(PresentKeys presentKeys, UnwrappedKeys unwrappedKeys) {
    this.presentKeys = presentKeys;
    this.unwrappedKeys = unwrappedKeys;
  }

  /**
   * Begins to seal many values of a client on one thread. What is sealed can be opened if the
   * transaction that is open commits; {@link SingleValues} is for few.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public Sealing begin(ClientId clientId) {
    return presentKeys.of(clientId).sealing(clientId);
  }

  /**
   * Opens a sealed value.
   *
   * @throws IllegalStateException if it was sealed for another client or field, or was changed, or
   *     its data key is gone
   */
  @Transactional
  public byte[] open(ClientId clientId, SealedField field, byte[] sealed) {
    return unwrappedKeys.find(SealedForm.dataKeyId(sealed)).open(clientId, field, sealed);
  }
}
