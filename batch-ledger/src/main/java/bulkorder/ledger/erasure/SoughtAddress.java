package bulkorder.ledger.erasure;

import bulkorder.ledger.PersonalFields;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A mail address that is looked for: in any case, in full-width letters too, and wherever it stands
 * in a text as a whole address.
 */
public final class SoughtAddress {

  /** The most characters of an address (RFC 5321). */
  public static final int CHARS_MAX = 254;

  private static final Pattern FORM = Pattern.compile("[^\\s@]{1,64}@[^\\s@]{1,252}");

  private final String address;
  private final Pattern pattern;

  private SoughtAddress(String address) {
    this.address = address;
    this.pattern =
        Pattern.compile(
            "(?<![\\p{Alnum}._%+-])" + Pattern.quote(address) + "(?![\\p{Alnum}-]|\\.\\p{Alnum})");
  }

  /** The address that a text is. */
  public static SoughtAddress of(String text) {
    return new SoughtAddress(normal(text));
  }

  /** Whether a text can be an address at all. */
  public static boolean isAddress(String text) {
    String normal = normal(text);
    return normal.length() <= CHARS_MAX && FORM.matcher(normal).matches();
  }

  /** Whether it stands in what an order says of a person. */
  boolean isIn(PersonalFields personal) {
    return Stream.of(personal.customerEmail(), personal.customerName(), personal.note())
        .filter(Objects::nonNull)
        .anyMatch(this::isIn);
  }

  /** Whether it stands in one of the fields. */
  boolean isIn(List<String> fields) {
    return fields.stream().filter(Objects::nonNull).anyMatch(this::isIn);
  }

  private boolean isIn(String text) {
    String normal = normal(text);
    return normal.contains(address) && pattern.matcher(normal).find();
  }

  private static String normal(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
  }

  /** Names no person, so that it may be logged. */
  @Override
  public String toString() {
    return "an address";
  }
}
