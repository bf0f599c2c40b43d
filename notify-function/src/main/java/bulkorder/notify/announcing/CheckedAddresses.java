package bulkorder.notify.announcing;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Gives a connection the addresses that it may go to. The connection goes to one of exactly these:
 * what the name stands for a moment later, when somebody has changed it, does not matter.
 */
final class CheckedAddresses implements DnsResolver {

  private final HostAddresses hostAddresses;
  private final boolean anywhere;

  CheckedAddresses(HostAddresses hostAddresses, boolean anywhere) {
    this.hostAddresses = hostAddresses;
    this.anywhere = anywhere;
  }

  /**
   * @throws AddressNotAllowed if one of them may not be called
   */
  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    List<InetAddress> addresses = hostAddresses.of(host);
    if (!anywhere && !addresses.stream().allMatch(PublicAddresses::contain)) {
      throw new AddressNotAllowed();
    }
    return addresses.toArray(InetAddress[]::new);
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }
}
