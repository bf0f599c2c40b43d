package bulkorder.local.executable;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckExecutableTest {
  private static final int X86_64 = 62;
  private static final int ARM64 = 183;
  private static final int RISC_V = 243;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private Path zip;

  @BeforeEach
  void anArtifact(@TempDir Path directory) {
    zip = directory.resolve("function.zip");
  }

  @Test
  void what_runs_there_is_told_with_what_it_needs() throws Exception {
    bootstrap(MadeUpExecutable.of(ARM64, "GLIBC_2.17", "GLIBC_2.34", "GLIBC_2.4"));

    assertThat(check("arm64")).isZero();
    assertThat(said.toString(UTF_8)).isEqualToIgnoringNewLines("for arm64, needs glibc 2.34");
  }

  @Test
  void one_for_another_machine_is_refused() throws Exception {
    bootstrap(MadeUpExecutable.of(X86_64, "GLIBC_2.17"));

    assertThat(check("arm64")).isEqualTo(1);
    assertThat(said.toString(UTF_8))
        .contains("function.zip is refused. It is for x86_64, and was asked for arm64.");
  }

  @Test
  void one_for_a_machine_that_lambda_has_not_is_refused() throws Exception {
    bootstrap(MadeUpExecutable.of(RISC_V));

    assertThat(check("x86_64")).isEqualTo(1);
    assertThat(said.toString(UTF_8)).contains("It is for a machine of number 243");
  }

  @Test
  void one_that_needs_a_newer_glibc_is_refused() throws Exception {
    bootstrap(MadeUpExecutable.of(X86_64, "GLIBC_2.9", "GLIBC_2.35", "GLIBC_PRIVATE"));

    assertThat(check("x86_64")).isEqualTo(1);
    assertThat(said.toString(UTF_8)).contains("It needs glibc 2.35, and provided.al2023 has 2.34");
  }

  @Test
  void a_patch_of_an_old_glibc_and_other_libraries_are_no_matter() throws Exception {
    bootstrap(MadeUpExecutable.of(X86_64, "GLIBC_2.2.5", "GCC_3.0", "ZLIB_9.9"));

    assertThat(check("x86_64")).isZero();
    assertThat(said.toString(UTF_8)).contains("needs glibc 2.2");
  }

  @Test
  void a_real_executable_is_read() throws Exception {
    bootstrap(Files.readAllBytes(Path.of(System.getProperty("java.home"), "bin", "java")));

    assertThat(check(System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64"))
        .isZero();
    assertThat(said.toString(UTF_8)).contains("needs glibc 2.");
  }

  @Test
  void what_is_no_executable_is_refused() throws Exception {
    bootstrap("#!/bin/sh\n".getBytes(UTF_8));

    assertThat(check("x86_64")).isEqualTo(1);
    assertThat(said.toString(UTF_8)).contains("its bootstrap is no 64-bit ELF file.");
  }

  @Test
  void one_that_was_cut_off_is_refused() throws Exception {
    bootstrap(Arrays.copyOf(MadeUpExecutable.of(X86_64, "GLIBC_2.17"), 200));

    assertThat(check("x86_64")).isEqualTo(1);
    assertThat(said.toString(UTF_8)).contains("its bootstrap is an ELF file that ends too early.");
  }

  @Test
  void an_artifact_for_the_jvm_is_refused() throws Exception {
    write("lib/library.jar", new byte[] {1});

    assertThat(check("x86_64")).isEqualTo(1);
    assertThat(said.toString(UTF_8)).contains("its bootstrap is missing.");
  }

  @Test
  void an_architecture_that_nobody_has_is_wrong_usage() {
    assertThat(check("amd64")).isEqualTo(2);
    assertThat(said.toString(UTF_8)).contains("say x86_64 or arm64");
  }

  private int check(String architecture) {
    var out = new PrintStream(said, true, UTF_8);
    return CheckExecutable.check(architecture, zip, out, out);
  }

  private void bootstrap(byte[] content) throws IOException {
    write("bootstrap", content);
  }

  private void write(String name, byte[] content) throws IOException {
    try (var output = new ZipOutputStream(Files.newOutputStream(zip))) {
      output.putNextEntry(new ZipEntry(name));
      output.write(content);
    }
  }
}
