package bulkorder.notify.announcing;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Looks up what a host's name stands for. */
interface HostAddresses {

  /**
   * All addresses of a host.
   *
   * @param host a name, or an address as text
   */
  List<InetAddress> of(String host) throws UnknownHostException;
}
