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

  /** An error 500, and nothing charged. */
  record Fail() implements PaymentScript {}

  record FailOnce() implements PaymentScript {}

  record RefuseOnce() implements PaymentScript {}

  record CutBeforeCharge() implements PaymentScript {}

  record CutAfterCharge() implements PaymentScript {}

  static PaymentScript of(@Nullable String token) {
    return switch (token) {
      case null -> new Capture();
      case "tok_declined" -> new Decline("insufficient_funds");
      case "tok_500" -> new Fail();
      case "tok_500_once" -> new FailOnce();
      case "tok_429_once" -> new RefuseOnce();
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
    return new Capture();
  }

  /** Tokens that carry something: a decline code, or milliseconds, under 100 seconds. */
  final class Parameters {
    private static final Pattern DECLINED = Pattern.compile("tok_declined_([a-z_]{1,64})");
    private static final Pattern SLOW = Pattern.compile("tok_slow_(\\d{1,5})");

    private Parameters() {}
  }
}
