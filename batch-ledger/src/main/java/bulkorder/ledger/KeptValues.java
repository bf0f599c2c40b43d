package bulkorder.ledger;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Values that are good for some time, of which those that were used last are kept. */
public final class KeptValues<K, V> {

  private record Kept<V>(V value, Instant until) {}

  private final InstantSource clock;
  private final Map<K, Kept<V>> kept;

  /** Keeps so many at most. */
  public KeptValues(int sizeMax, InstantSource clock) {
    this.clock = clock;
    this.kept = new BoundedMap<>(sizeMax);
  }

  /** The value of a key; empty if none is kept, or its time is over. */
  public synchronized Optional<V> find(K key) {
    return Optional.ofNullable(kept.get(key))
        .filter(it -> clock.instant().isBefore(it.until()))
        .map(Kept::value);
  }

  /** Keeps a value, in the place of a former one. */
  public synchronized void keep(K key, V value, Instant until) {
    kept.put(key, new Kept<>(value, until));
  }
}
