package bulkorder.standins;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a payment method makes go wrong: {@code pm_create_503_once}, {@code pm_confirm_cut_after}, …
 *
 * @param step the call that goes wrong: {@code create} or {@code confirm}
 * @param what a status, or {@code cut}
 * @param when every time, only at the first call, or after the call's work was done
 */
record StripeFault(String step, String what, When when) {

  private static final Pattern TOKEN =
      Pattern.compile("pm_(create|confirm)_(cut|429|500|502|503|504)(_once|_after)?");

  enum When {
    ALWAYS,
    ONCE,
    AFTER
  }

  static Optional<StripeFault> of(String paymentMethod, String step) {
    Matcher token = TOKEN.matcher(paymentMethod);
    if (!token.matches() || !token.group(1).equals(step)) {
      return Optional.empty();
    }
    When when =
        switch (token.group(3)) {
          case "_once" -> When.ONCE;
          case "_after" -> When.AFTER;
          case null, default -> When.ALWAYS;
        };
    return Optional.of(new StripeFault(step, token.group(2), when));
  }

  HttpAnswer answer() {
    return what.equals("cut")
        ? new HttpAnswer.Cut()
        : StripeProblem.ofServer(Integer.parseInt(what)).answer();
  }
}
