package bulkorder.ledger;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names a corporate client; everything is keyed and filtered by it.
 *
 * @param value lower-case letters, digits and dashes, beginning with a letter or digit, at most 63
 */
public record ClientId(String value) {

  /** What a client id looks like. */
  public static final String PATTERN = "^[a-z0-9][a-z0-9-]{0,62}$";

  private static final Pattern ALLOWED = Pattern.compile(PATTERN);

  /** Stands for administrators who work for no client: no client has this id. */
  public static final ClientId ADMINISTRATION = new ClientId("administration");

  /**
   * @throws IllegalArgumentException if the value is no client id
   */
  public ClientId {
    if (!ALLOWED.matcher(value).matches()) {
      throw new IllegalArgumentException("not a client id");
    }
  }

  /** The client id that a text from outside is, if it is one. */
  public static Optional<ClientId> parse(String text) {
    return ALLOWED.matcher(text).matches() ? Optional.of(new ClientId(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
