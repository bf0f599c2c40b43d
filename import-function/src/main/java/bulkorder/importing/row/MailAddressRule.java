package bulkorder.importing.row;

import bulkorder.ledger.RowErrorCode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Mail addresses that can be delivered to: ASCII, one {@code @}, and a domain with a dot. Dots may
 * stand anywhere before the {@code @}, since Japanese carriers gave out such addresses.
 */
final class MailAddressRule {

  private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
  private static final String LAST_LABEL = "[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]";

  private static final Pattern ADDRESS =
      Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:" + LABEL + "\\.)+" + LAST_LABEL);

  private MailAddressRule() {}

  /** Adds an error if a text is no mail address. */
  static void check(@Nullable String text, RowErrors errors) {
    if (text != null && !ADDRESS.matcher(text).matches()) {
      errors.add(OrderColumn.CUSTOMER_EMAIL, RowErrorCode.NOT_AN_EMAIL_ADDRESS, text);
    }
  }
}
