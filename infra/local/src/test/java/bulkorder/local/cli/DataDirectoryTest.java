package bulkorder.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  @Test
  void a_second_run_takes_the_next_directory_and_a_later_one_the_first_again(@TempDir Path parent)
      throws IOException {
    try (var first = DataDirectory.take(parent);
        var second = DataDirectory.take(parent)) {
      assertThat(first.path()).isEqualTo(parent.resolve("data"));
      assertThat(second.path()).isEqualTo(parent.resolve("data-2"));
    }
    try (var later = DataDirectory.take(parent)) {
      assertThat(later.path()).isEqualTo(parent.resolve("data"));
    }
  }

  @Test
  void emptying_keeps_the_directory_ours(@TempDir Path parent) throws IOException {
    try (var data = DataDirectory.take(parent)) {
      Files.createDirectories(data.path().resolve("postgres/base"));
      Files.writeString(data.path().resolve("postgres/base/file"), "old");
      data.empty();
      assertThat(data.path().resolve("postgres")).doesNotExist();
      try (var other = DataDirectory.take(parent)) {
        assertThat(other.path()).isEqualTo(parent.resolve("data-2"));
      }
    }
  }
}
