package bulkorder.standins;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Finds numbered things by a text, newest first, in about 30 bytes each.
 *
 * <p>Only a hash of the text is kept: a caller that must be certain compares the text of what it
 * finds.
 */
final class NumbersByText {

  private static final int NONE = -1;
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private long[] hashes = new long[1024];
  private int[] newest = new int[1024];
  private int distinct;

  /** For each number, the one before it with the same hash. */
  private int[] previous = new int[1024];

  NumbersByText() {
    Arrays.fill(newest, NONE);
  }

  synchronized void add(String text, int number) {
    if (distinct * 2 >= hashes.length) {
      grow();
    }
    if (number >= previous.length) {
      previous = Arrays.copyOf(previous, Math.max(number + 1, previous.length * 2));
    }
    long hash = hash(text);
    int slot = slot(hash);
    if (newest[slot] == NONE) {
      distinct++;
      hashes[slot] = hash;
    }
    previous[number] = newest[slot];
    newest[slot] = number;
  }

  synchronized IntStream find(String text) {
    return IntStream.iterate(newest[slot(hash(text))], number -> number != NONE, this::before);
  }

  private synchronized int before(int number) {
    return previous[number];
  }

  private void grow() {
    long[] oldHashes = hashes;
    int[] oldNewest = newest;
    hashes = new long[oldHashes.length * 2];
    newest = new int[hashes.length];
    Arrays.fill(newest, NONE);
    for (int i = 0; i < oldHashes.length; i++) {
      if (oldNewest[i] != NONE) {
        int slot = slot(oldHashes[i]);
        hashes[slot] = oldHashes[i];
        newest[slot] = oldNewest[i];
      }
    }
  }

  /** Where the hash is, or the free place where it would be. */
  private int slot(long hash) {
    int mask = hashes.length - 1;
    int slot = (int) (hash ^ (hash >>> 32)) & mask;
    while (newest[slot] != NONE && hashes[slot] != hash) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private static long hash(String text) {
    long hash = FNV_OFFSET;
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (octet & 0xff)) * FNV_PRIME;
    }
    return hash ^ (hash >>> 29);
  }
}
