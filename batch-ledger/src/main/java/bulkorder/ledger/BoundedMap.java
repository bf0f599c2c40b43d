package bulkorder.ledger;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A map that, when it is full, forgets what has not been used for the longest. Not for use by more
 * than one thread at once.
 */
public final class BoundedMap<K, V> extends LinkedHashMap<K, V> {

  private static final long serialVersionUID = 1;
  private static final int CAPACITY_AT_FIRST = 16;
  private static final float LOAD_FACTOR = 0.75f;

  private final int sizeMax;

  /** A map of so many entries at most. */
  public BoundedMap(int sizeMax) {
    super(CAPACITY_AT_FIRST, LOAD_FACTOR, true);
    this.sizeMax = sizeMax;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > sizeMax;
  }
}
