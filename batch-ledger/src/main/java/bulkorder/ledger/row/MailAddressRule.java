package bulkorder.ledger.row;

import bulkorder.ledger.RowErrorCode;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Mail addresses that can be delivered to: ASCII, one {@code @}, and a domain with a dot. Dots may
 * stand anywhere before the {@code @}, since Japanese carriers gave out such addresses.
 */
final class MailAddressRule {

  private static final int LOCAL_CHARS_MAX = 64;
  private static final int LABEL_CHARS_MAX = 63;

  private static final BitSet LETTERS = new BitSet(128);
  private static final BitSet ALPHANUMERIC = new BitSet(128);
  private static final BitSet LABEL = new BitSet(128);
  private static final BitSet LOCAL = new BitSet(128);

  static {
    LETTERS.set('A', 'Z' + 1);
    LETTERS.set('a', 'z' + 1);
    ALPHANUMERIC.or(LETTERS);
    ALPHANUMERIC.set('0', '9' + 1);
    LABEL.or(ALPHANUMERIC);
    LABEL.set('-');
    LOCAL.or(ALPHANUMERIC);
    ".!#$%&'*+/=?^_`{|}~-".chars().forEach(LOCAL::set);
  }

  private MailAddressRule() {}

  /** Adds an error if a text is no mail address. */
  static void check(@Nullable String text, RowErrors errors) {
    if (text == null || isAddress(text)) {
      return;
    }
    String half = HalfWidth.of(text);
    if (isAddress(half)) {
      errors.suggest(
          OrderColumn.CUSTOMER_EMAIL,
          RowErrorCode.FULL_WIDTH_EMAIL_ADDRESS,
          text,
          null,
          RowErrors.masked(half) + half.substring(half.indexOf('@')));
    } else {
      errors.add(OrderColumn.CUSTOMER_EMAIL, RowErrorCode.NOT_AN_EMAIL_ADDRESS, text);
    }
  }

  private static boolean isAddress(String text) {
    int at = text.indexOf('@');
    return at >= 1 && at <= LOCAL_CHARS_MAX && all(LOCAL, text, 0, at) && isDomain(text, at + 1);
  }

  private static boolean isDomain(String text, int from) {
    int label = from;
    for (int dot = text.indexOf('.', label); dot >= 0; dot = text.indexOf('.', label)) {
      if (!isLabel(text, label, dot)) {
        return false;
      }
      label = dot + 1;
    }
    return label > from
        && text.length() - label > 1
        && isLabel(text, label, text.length())
        && LETTERS.get(text.charAt(label));
  }

  private static boolean isLabel(String text, int from, int to) {
    return to > from
        && to - from <= LABEL_CHARS_MAX
        && all(LABEL, text, from, to)
        && ALPHANUMERIC.get(text.charAt(from))
        && ALPHANUMERIC.get(text.charAt(to - 1));
  }

  private static boolean all(BitSet allowed, String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!allowed.get(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
