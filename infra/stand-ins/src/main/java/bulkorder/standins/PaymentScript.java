package bulkorder.standins;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a payment token makes the provider do. */
sealed interface PaymentScript {

  record Capture() implements PaymentScript {}

  record Decline(String code) implements PaymentScript {}

  record CaptureSlowly(Duration after) implements PaymentScript {}

  /** An error, and nothing charged. */
  record Fail(int status) implements PaymentScript {}

  /** An error at the first call, and nothing charged by it. */
  record FailOnce(int status) implements PaymentScript {}

  /** A charge whose answer is an error. */
  record FailAfterCharge(int status) implements PaymentScript {}

  record CutBeforeCharge() implements PaymentScript {}

  record CutAfterCharge() implements PaymentScript {}

  static PaymentScript of(@Nullable String token) {
    return switch (token) {
      case null -> new Capture();
      case "tok_declined" -> new Decline("insufficient_funds");
      case "tok_cut_before" -> new CutBeforeCharge();
      case "tok_cut_after" -> new CutAfterCharge();
      default -> withParameter(token);
    };
  }

  private static PaymentScript withParameter(String token) {
    Matcher declined = Parameters.DECLINED.matcher(token);
    if (declined.matches()) {
      return new Decline(declined.group(1));
    }
    Matcher slow = Parameters.SLOW.matcher(token);
    if (slow.matches()) {
      return new CaptureSlowly(Duration.ofMillis(Long.parseLong(slow.group(1))));
    }
    Matcher failing = Parameters.FAILING.matcher(token);
    if (failing.matches()) {
      return failing(Integer.parseInt(failing.group(1)), failing.group(2));
    }
    return new Capture();
  }

  private static PaymentScript failing(int status, @Nullable String when) {
    return switch (when) {
      case "_once" -> new FailOnce(status);
      case "_after" -> new FailAfterCharge(status);
      case null, default -> new Fail(status);
    };
  }

  /** Tokens that carry something: a decline code, milliseconds under 100 seconds, or a status. */
  final class Parameters {
    private static final Pattern DECLINED = Pattern.compile("tok_declined_([a-z_]{1,64})");
    private static final Pattern FAILING =
        Pattern.compile("tok_(429|500|502|503|504)(_once|_after)?");
    private static final Pattern SLOW = Pattern.compile("tok_slow_(\\d{1,5})");

    private Parameters() {}
  }
}
