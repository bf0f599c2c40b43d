package bulkorder.ledger.announcement;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An address that may be told of batches, as far as its text shows; what its host stands for is
 * checked whenever it is called.
 */
public record WebhookUrl(URI uri) {

  /** The most characters of an address. */
  public static final int CHARS_MAX = 2000;

  private static final int HTTPS_PORT = 443;
  private static final int UNPRIVILEGED_PORT_MIN = 1024;
  private static final int PORT_MAX = 65_535;

  /**
   * The address that a text is, if it may be called: https, without a user's name or a fragment, at
   * port 443 or from 1024.
   *
   * @param anywhere whether http and every port may be called, too: on one machine alone
   */
  public static Optional<WebhookUrl> parse(String text, boolean anywhere) {
    if (text.length() > CHARS_MAX) {
      return Optional.empty();
    }
    try {
      var uri = new URI(text);
      return allowed(uri, anywhere) ? Optional.of(new WebhookUrl(uri)) : Optional.empty();
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  private static boolean allowed(URI uri, boolean anywhere) {
    return hasHostAlone(uri)
        && (isScheme("https", uri.getScheme()) || (anywhere && isScheme("http", uri.getScheme())))
        && uri.getPort() <= PORT_MAX
        && (anywhere || isUsualPort(uri.getPort()));
  }

  private static boolean hasHostAlone(URI uri) {
    return uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null;
  }

  private static boolean isScheme(String wanted, @Nullable String scheme) {
    return wanted.equalsIgnoreCase(scheme);
  }

  private static boolean isUsualPort(int port) {
    return port == -1 || port == HTTPS_PORT || port >= UNPRIVILEGED_PORT_MIN;
  }
}
