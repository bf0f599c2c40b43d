import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Writes orders as CSV: the same options, the same bytes. */
final class Generate {

  private Generate() {}

  public static void main(String[] arguments) {
    if (Arrays.asList(arguments).contains("--help")) {
      System.out.print(Options.HELP);
      return;
    }
    try {
      run(Options.parse(arguments));
    } catch (IllegalArgumentException e) {
      end(2, e.getMessage() + "\n" + Options.USAGE);
    } catch (IOException e) {
      end(1, "The orders cannot be written: " + e.getMessage());
    }
  }

  private static void run(Options options) throws IOException {
    try (var out =
        new BufferedWriter(
            new OutputStreamWriter(open(options.output()), StandardCharsets.UTF_8), 1 << 16)) {
      out.write(Row.HEADER);
      var orders = new Orders(options);
      for (int i = 1; i <= options.rows(); i++) {
        out.write(orders.next().csv());
      }
    }
  }

  private static OutputStream open(Optional<Path> output) throws IOException {
    return output.isPresent()
        ? new FileOutputStream(output.get().toFile())
        : new FileOutputStream(FileDescriptor.out);
  }

  private static void end(int status, String sentence) {
    System.err.println("generate: " + sentence);
    System.exit(status);
  }
}
