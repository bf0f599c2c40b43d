package bulkorder.ledger;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Names a batch. New ids are UUIDs of version 7 (RFC 9562), so they sort by the time at which they
 * were made; chunks and rows are partitioned by that time.
 */
public record BatchId(UUID value) {

  private static final long VERSION_7 = 0x7000L;
  private static final long VARIANT_IETF = 0x8000000000000000L;

  /** Makes an id of the present millisecond. */
  public static BatchId next(InstantSource clock, RandomGenerator random) {
    long high = clock.millis() << 16 | VERSION_7 | random.nextInt(1 << 12);
    long low = VARIANT_IETF | random.nextLong() >>> 2;
    return new BatchId(new UUID(high, low));
  }

  /** The smallest id that a batch of this time or later can have. */
  public static BatchId floor(Instant time) {
    return new BatchId(new UUID(time.toEpochMilli() << 16, 0));
  }

  /** The batch id that a text from outside is, if it is one in the usual 36 characters. */
  public static Optional<BatchId> parse(String text) {
    try {
      UUID value = UUID.fromString(text);
      return value.toString().equalsIgnoreCase(text)
          ? Optional.of(new BatchId(value))
          : Optional.empty();
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }

  /** When it was made, to the millisecond. */
  public Instant madeAt() {
    return Instant.ofEpochMilli(value.getMostSignificantBits() >>> 16);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
