package bulkorder.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.local.operator.PaymentsCommand;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.stream.Stream;

/** An operator's {@code infra/payments} on a running system. */
final class PaymentsCommandRun {
  private PaymentsCommandRun() {}

  /** What it prints, once it has succeeded. */
  static String on(LocalSystem system, String... arguments) {
    var out = new ByteArrayOutputStream();
    String[] all =
        Stream.concat(
                Arrays.stream(arguments),
                Stream.of("--endpoint-url", system.addresses().lambda().toString()))
            .toArray(String[]::new);
    int status = PaymentsCommand.run(new PrintStream(out, true, UTF_8), System.err, all);
    assertThat(status).isZero();
    return out.toString(UTF_8);
  }
}
