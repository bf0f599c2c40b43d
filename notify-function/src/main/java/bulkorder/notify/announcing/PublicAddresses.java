package bulkorder.notify.announcing;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses are of the public internet. What is not certainly public is not: of IPv6 only
 * global unicast is, and of that nothing that leads to an IPv4 address or stands for something else
 * (https://www.iana.org/assignments/iana-ipv4-special-registry,
 * https://www.iana.org/assignments/iana-ipv6-special-registry).
 */
final class PublicAddresses {

  private static final List<Block> NOT_PUBLIC_4 =
      blocks(
          "0.0.0.0/8", // this network
          "10.0.0.0/8", // private
          "100.64.0.0/10", // between provider and customer (CGNAT)
          "127.0.0.0/8", // loopback
          "169.254.0.0/16", // link-local, with the metadata services of clouds
          "172.16.0.0/12", // private
          "192.0.0.0/24", // protocol assignments
          "192.0.2.0/24", // documentation
          "192.31.196.0/24", // AS112
          "192.52.193.0/24", // AMT
          "192.88.99.0/24", // 6to4 relays
          "192.168.0.0/16", // private
          "192.175.48.0/24", // AS112
          "198.18.0.0/15", // benchmarks
          "198.51.100.0/24", // documentation
          "203.0.113.0/24", // documentation
          "224.0.0.0/4", // multicast
          "240.0.0.0/4"); // reserved, and broadcast

  private static final List<Block> GLOBAL_UNICAST_6 = blocks("2000::/3");

  private static final List<Block> NOT_PUBLIC_6 =
      blocks(
          "2001::/23", // protocol assignments, with Teredo
          "2001:db8::/32", // documentation
          "2002::/16", // 6to4
          "2620:4f:8000::/48", // AS112
          "3fff::/20"); // documentation

  private PublicAddresses() {}

  /** Whether an address is one of the public internet. */
  static boolean contain(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == 4
        ? none(NOT_PUBLIC_4, bytes)
        : !none(GLOBAL_UNICAST_6, bytes) && none(NOT_PUBLIC_6, bytes);
  }

  private static boolean none(List<Block> blocks, byte[] address) {
    return blocks.stream().noneMatch(block -> block.contains(address));
  }

  private static List<Block> blocks(String... texts) {
    return Arrays.stream(texts).map(Block::parse).toList();
  }

  /** The addresses whose first bits are those of another. */
  private static final class Block {

    private final byte[] first;
    private final int bits;

    private Block(byte[] first, int bits) {
      this.first = first;
      this.bits = bits;
    }

    static Block parse(String text) {
      int slash = text.indexOf('/');
      try {
        byte[] first = InetAddress.ofLiteral(text.substring(0, slash)).getAddress();
        return new Block(first, Integer.parseInt(text.substring(slash + 1)));
      } catch (IllegalArgumentException e) {
        throw new IllegalStateException("not a block: " + text, e);
      }
    }

    boolean contains(byte[] address) {
      int whole = bits / Byte.SIZE;
      int rest = bits % Byte.SIZE;
      return Arrays.equals(first, 0, whole, address, 0, whole)
          && (rest == 0
              || (first[whole] & 0xff) >> (Byte.SIZE - rest)
                  == (address[whole] & 0xff) >> (Byte.SIZE - rest));
    }
  }
}
