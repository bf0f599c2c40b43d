package bulkorder.ledger.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Hashes a block. The hash is the SHA-256 of these bytes, one after the other:
 *
 * <ol>
 *   <li>the 32 bytes of the hash of the block before it; 32 zeros for block 1;
 *   <li>the field that holds the block's number;
 *   <li>of each event, in the order of transaction id and event id: the fields of event id,
 *       transaction id, time, category, client id, actor, action, subject and number of details,
 *       and then for each detail, in the order of their names' UTF-16 code units, the fields of
 *       name and value.
 * </ol>
 *
 * <p>A field is the number of the bytes of its text in UTF-8, in decimal digits, a colon, and those
 * bytes: {@code 4:demo}. A field without a value is a single {@code -}. Numbers are in decimal
 * digits; the time is the number of microseconds since 1970-01-01T00:00:00Z.
 */
public final class BlockHashing {

  private final MessageDigest sha256;

  /** Begins a block. */
  public BlockHashing(BlockHash previous, long blockNo) {
    sha256 = sha256();
    sha256.update(previous.bytes());
    field(blockNo);
  }

  /** Adds the next event. */
  public void add(AuditEvent event) {
    field(event.position().eventId());
    field(event.position().transactionId());
    field(ChronoUnit.MICROS.between(Instant.EPOCH, event.occurredAt()));
    field(event.category().name());
    field(event.clientId());
    field(event.actor());
    field(event.action());
    field(event.subject());
    field(event.details().size());
    event
        .details()
        .forEach(
            (name, value) -> {
              field(name);
              field(value);
            });
  }

  /** The hash of the block with the events that were added. To be called once. */
  public BlockHash end() {
    return new BlockHash(HexFormat.of().formatHex(sha256.digest()));
  }

  private void field(long number) {
    field(Long.toString(number));
  }

  private void field(@Nullable String text) {
    if (text == null) {
      sha256.update((byte) '-');
      return;
    }
    byte[] bytes = text.getBytes(UTF_8);
    sha256.update((bytes.length + ":").getBytes(UTF_8));
    sha256.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
