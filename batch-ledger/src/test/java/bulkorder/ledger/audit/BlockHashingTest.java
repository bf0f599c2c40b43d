package bulkorder.ledger.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BlockHashingTest {

  private static final AuditEvent EVENT = event("demo", "import", Map.of("b", "髙", "a", ""));

  @Test
  void the_hash_is_that_of_the_bytes_which_the_documentation_names()
      throws NoSuchAlgorithmException {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(new byte[32]);
    bytes.writeBytes(
        ("1:1" + "2:11" + "1:7" + "16:1795298407000001" + "6:CHANGE" + "4:demo" + "6:import")
            .getBytes(UTF_8));
    bytes.writeBytes(("14:BATCH_ACCEPTED" + "2:b1" + "1:2" + "1:a0:" + "1:b3:髙").getBytes(UTF_8));
    byte[] expected = MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());

    assertThat(hash(BlockHash.BEFORE_ALL, 1, EVENT).hex())
        .isEqualTo(HexFormat.of().formatHex(expected));
  }

  @Test
  void each_part_of_an_event_counts() {
    BlockHash hash = hash(BlockHash.BEFORE_ALL, 1, EVENT);

    assertThat(hash(hash, 1, EVENT)).isNotEqualTo(hash);
    assertThat(hash(BlockHash.BEFORE_ALL, 2, EVENT)).isNotEqualTo(hash);
    assertThat(hash(BlockHash.BEFORE_ALL, 1, EVENT, EVENT)).isNotEqualTo(hash);
    assertThat(hash(BlockHash.BEFORE_ALL, 1, event("demi", "import", EVENT.details())))
        .isNotEqualTo(hash);
    assertThat(hash(BlockHash.BEFORE_ALL, 1, event(null, "import", EVENT.details())))
        .isNotEqualTo(hash);
    assertThat(hash(BlockHash.BEFORE_ALL, 1, event("demo", "import", Map.of("b", "高", "a", ""))))
        .isNotEqualTo(hash);
  }

  @Test
  void what_is_moved_from_one_field_to_the_next_counts() {
    assertThat(hash(BlockHash.BEFORE_ALL, 1, event("ab", "c", Map.of())))
        .isNotEqualTo(hash(BlockHash.BEFORE_ALL, 1, event("a", "bc", Map.of())));
    assertThat(hash(BlockHash.BEFORE_ALL, 1, event("-", "c", Map.of())))
        .isNotEqualTo(hash(BlockHash.BEFORE_ALL, 1, event(null, "c", Map.of())));
  }

  private static AuditEvent event(
      @Nullable String client, String actor, Map<String, String> details) {
    return new AuditEvent(
        new EventPosition(7, 11),
        Instant.parse("2026-11-21T22:00:07.000001Z"),
        AuditCategory.CHANGE,
        client,
        actor,
        "BATCH_ACCEPTED",
        "b1",
        new TreeMap<>(details));
  }

  private static BlockHash hash(BlockHash previous, long blockNo, AuditEvent... events) {
    var hashing = new BlockHashing(previous, blockNo);
    for (AuditEvent event : events) {
      hashing.add(event);
    }
    return hashing.end();
  }
}
