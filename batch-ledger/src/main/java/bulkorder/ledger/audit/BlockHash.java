package bulkorder.ledger.audit;

import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The hash of a block; see {@link BlockHashing}.
 *
 * @param hex SHA-256 as 64 lower-case hexadecimal digits
 */
public record BlockHash(String hex) {

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /** What the first block is chained to: 32 bytes that are zero. */
  public static final BlockHash BEFORE_ALL = new BlockHash("0".repeat(64));

  /** Refuses what is no hash. */
  public BlockHash {
    if (!SHA256.matcher(hex).matches()) {
      throw new IllegalArgumentException("not a SHA-256 in hexadecimal digits: " + hex);
    }
  }

  byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
