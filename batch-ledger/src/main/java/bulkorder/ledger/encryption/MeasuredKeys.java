package bulkorder.ledger.encryption;

import bulkorder.ledger.ClientId;
import bulkorder.ledger.operations.Measurements;
import bulkorder.ledger.operations.Metric;
import java.util.function.Supplier;

/** A key provider whose failures operators see. */
final class MeasuredKeys implements KeyProvider {

  private final KeyProvider keys;
  private final Measurements measurements;

  MeasuredKeys(KeyProvider keys, Measurements measurements) {
    this.keys = keys;
    this.measurements = measurements;
  }

  @Override
  public String present() {
    return measured(keys::present);
  }

  @Override
  public WrappedKey wrap(ClientId clientId, byte[] dataKey) {
    return measured(() -> keys.wrap(clientId, dataKey));
  }

  @Override
  public byte[] unwrap(ClientId clientId, WrappedKey wrapped) {
    return measured(() -> keys.unwrap(clientId, wrapped));
  }

  private <T> T measured(Supplier<T> call) {
    boolean answered = false;
    try {
      T answer = call.get();
      answered = true;
      return answer;
    } finally {
      measurements.count(Metric.KEY_CALLS_FAILED, answered ? 0 : 1);
    }
  }
}
