package bulkorder.status;

import bulkorder.standins.PublishedContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The contract that was generated of the code which the tests call. */
final class KeptContract {

  private static final PublishedContract CONTRACT = read(Path.of("target/openapi/openapi.json"));

  private KeptContract() {}

  /** What of an answer the contract does not say; nothing where it knows no such operation. */
  static List<String> broken(String method, String path, Answer answer) {
    return CONTRACT
        .at(method, path)
        .map(
            operation ->
                CONTRACT.broken(
                    operation,
                    answer.status(),
                    answer.body().isEmpty()
                        ? ""
                        : Objects.requireNonNullElse(answer.header("content-type"), "none"),
                    answer.json()))
        .orElse(List.of());
  }

  private static PublishedContract read(Path file) {
    try {
      return PublishedContract.read(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
