package bulkorder.ledger.encryption;

import bulkorder.ledger.ClientId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Seals values that come one by one, on any thread. */
@ApplicationScoped
public class SingleValues {

  private final PresentKeys presentKeys;

  SingleValues(PresentKeys presentKeys) {
    this.presentKeys = presentKeys;
  }

  /**
   * Seals a value for a field. It can be opened if the transaction that is open commits: its data
   * key may be as new.
   */
  @Transactional
  public byte[] seal(ClientId clientId, SealedField field, byte[] plain) {
    return presentKeys.of(clientId).seal(clientId, field, plain);
  }
}
