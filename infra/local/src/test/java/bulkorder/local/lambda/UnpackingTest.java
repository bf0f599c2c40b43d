package bulkorder.local.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bulkorder.local.toy.ToyArtifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackingTest {
  private Path directory;
  private Path zip;
  private Path code;

  @BeforeEach
  void aModule(@TempDir Path temporary) throws IOException {
    directory = temporary;
    zip = directory.resolve("order-function/target/function.zip");
    code = directory.resolve("code");
    Files.createDirectories(directory.resolve("order-function/target"));
  }

  @Test
  void classes_come_as_a_jar_beside_their_libraries() throws IOException {
    write("lib/library.jar", "orders/Handler.class", "application.properties");

    var unpacked = new Unpacking(zip, code).unpack();

    assertThat(unpacked.resolve("lib/library.jar")).hasContent("lib/library.jar 1");
    try (var jar = new ZipFile(unpacked.resolve(Artifact.TASK_JAR).toFile())) {
      assertThat(jar.stream().map(ZipEntry::getName))
          .containsExactly("orders/Handler.class", "application.properties");
    }
  }

  @Test
  void the_same_artifact_is_unpacked_once() throws IOException {
    write("orders/Handler.class");

    assertThat(new Unpacking(zip, code).unpack()).isEqualTo(new Unpacking(zip, code).unpack());
  }

  @Test
  void of_many_versions_the_last_ones_stay() throws IOException {
    Path last = code;
    for (int version = 1; version <= 5; version++) {
      write("orders/Handler%d.class".formatted(version));
      last = new Unpacking(zip, code).unpack();
    }

    try (var versions = Files.list(code)) {
      assertThat(versions).hasSize(3).contains(last);
    }
  }

  @Test
  void an_executable_is_no_version_of_what_java_runs() throws IOException {
    write("orders/Handler.class");
    Path ofJava = new Unpacking(zip, code).unpack();
    zip = directory.resolve("order-function/target/native/function.zip");
    Files.createDirectories(directory.resolve("order-function/target/native"));
    for (int version = 1; version <= 4; version++) {
      write("bootstrap", "libraries/%d.so".formatted(version));
      Path unpacked = new Unpacking(zip, code).unpack();

      assertThat(unpacked.getFileName().toString()).startsWith("native-order-function-");
      assertThat(unpacked.resolve("bootstrap")).isExecutable();
    }

    assertThat(ofJava).isDirectory();
    try (var versions = Files.list(code)) {
      assertThat(versions).hasSize(4);
    }
  }

  @Test
  void an_entry_that_leads_elsewhere_is_refused() throws IOException {
    write("lib/../../elsewhere.jar");

    assertThatThrownBy(() -> new Unpacking(zip, code).unpack())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("bad entry: lib/../../elsewhere.jar");
  }

  @Test
  void a_missing_artifact_is_named() {
    assertThatThrownBy(() -> new Unpacking(zip, code).unpack())
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("order-function/target/function.zip");
  }

  @Test
  void a_start_cache_is_made_kept_and_used() throws Exception {
    var toy = ToyArtifact.in(directory);
    var settings = ToyArtifact.settings(directory, 1);
    run(
        toy,
        new LambdaSettings(
            settings.runtimeJars(),
            settings.codeDirectory(),
            settings.logDirectory(),
            settings.environment(),
            1,
            StartCache.MAKE,
            Surroundings.PLAIN));
    assertThat(StartCache.exists(toy, settings.codeDirectory())).isFalse();

    StartCache.keep(toy, settings.codeDirectory());

    assertThat(StartCache.exists(toy, settings.codeDirectory())).isTrue();
    assertThat(run(toy, settings)).isEqualTo(new InvocationResult.Succeeded("\"hello\""));
  }

  private static InvocationResult run(Path zip, LambdaSettings settings) throws Exception {
    var toy = ToyArtifact.named("Toy", zip, Duration.ofSeconds(30));
    try (var lambda = new LambdaService(settings, List.of(toy))) {
      return lambda.invoke("Toy", "\"hello\"");
    }
  }

  private void write(String... names) throws IOException {
    try (var output = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (var name : names) {
        output.putNextEntry(new ZipEntry(name));
        output.write((name + " 1").getBytes(UTF_8));
      }
    }
  }
}
