package bulkorder.local.cli;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** infra/deploy, with a sam that tells what it was called with. */
class DeployScriptTest {
  private static final Path CHECKOUT = Path.of("../..");
  private static final Path ZIP = Path.of("import-function/target/native/function.zip");
  private static final String SAM =
      """
      #!/usr/bin/env bash
      if [ "$1" = --version ]; then echo "SAM CLI, version $SAM_VERSION"; exit; fi
      echo "sam $*" | sed "s, $3, FILE,"
      cat "$3"
      exit $SAM_STATUS
      """;
  private static final String VALUES =
      """
      [development.deploy.parameters]
      parameter_overrides = [
        "Nat=ONE",
      ]
      [production.deploy.parameters]
      parameter_overrides = [
        "Nat=EACH_ZONE",
        "Zones=3",
      ]
      """;

  private final Path root;

  private record Ended(int status, String printed) {}

  DeployScriptTest(@TempDir Path root) {
    this.root = root;
  }

  @BeforeEach
  void checkOut() throws IOException {
    Files.createDirectories(root.resolve("infra"));
    Files.createDirectories(root.resolve("bin"));
    Files.createDirectories(root.resolve(ZIP).getParent());
    Files.copy(CHECKOUT.resolve("infra/deploy"), root.resolve("infra/deploy"));
    Files.writeString(root.resolve("template.yaml"), "      CodeUri: " + ZIP + "\n");
    Files.writeString(root.resolve("samconfig.toml"), VALUES);
    Files.writeString(root.resolve(ZIP), "");
    Path sam = Files.writeString(root.resolve("bin/sam"), SAM);
    assertThat(sam.toFile().setExecutable(true)).isTrue();
  }

  @Test
  void a_deployment_has_the_values_of_its_environment_and_a_release_of_its_own()
      throws IOException, InterruptedException {
    Ended ended = deploy("production", "--profile", "ops");

    assertThat(ended.printed().replaceAll("Release=\\d{10}", "Release=TIME"))
        .contains("sam deploy --config-file FILE --config-env production --profile ops\n")
        .endsWith(VALUES.replace("  \"Nat=EACH", "  \"Release=TIME\",\n  \"Nat=EACH"));
    assertThat(ended.status()).isZero();
    assertThat(root.resolve("samconfig.toml")).hasContent(VALUES);
  }

  @Test
  void a_deployment_that_fails_ends_with_1() throws IOException, InterruptedException {
    assertThat(deploy("1.170.0", "2", List.of("production")).status()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--parameter-overrides=Nat=ONE",
        "--guided",
        "--config-file",
        "--template-file=x.yaml"
      })
  void what_stands_in_the_file_alone_is_refused(String option)
      throws IOException, InterruptedException {
    Ended ended = deploy("production", option);

    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.printed())
        .contains("infra/deploy: %s is not for here".formatted(option.split("=", -1)[0]), "Usage:");
  }

  @Test
  void an_environment_is_needed() throws IOException, InterruptedException {
    assertThat(deploy().status()).isEqualTo(2);
    assertThat(deploy("--profile", "ops").status()).isEqualTo(2);
  }

  @Test
  void an_environment_without_a_list_of_values_is_told() throws IOException, InterruptedException {
    Ended ended = deploy("staging");

    assertThat(ended.status()).isEqualTo(3);
    assertThat(ended.printed())
        .contains("samconfig.toml has no [staging.deploy.parameters]")
        .doesNotContain("sam deploy --");
  }

  @Test
  void a_release_that_stays_is_refused() throws IOException, InterruptedException {
    Files.writeString(
        root.resolve("samconfig.toml"),
        VALUES.replace("\"Zones=3\"", "\"Zones=3\",\n  \"Release=0000000000\""));

    Ended ended = deploy("production");

    assertThat(ended.status()).isEqualTo(3);
    assertThat(ended.printed()).contains("samconfig.toml has a Release");
  }

  @Test
  void an_old_sam_is_told_which_would_be_new_enough() throws IOException, InterruptedException {
    Ended ended = deploy("1.99.0", "0", List.of("production"));

    assertThat(ended.status()).isEqualTo(3);
    assertThat(ended.printed()).contains("sam is 1.99.0, and 1.161.1 or newer is needed");
  }

  @Test
  void an_executable_that_is_missing_is_named() throws IOException, InterruptedException {
    Files.delete(root.resolve(ZIP));

    Ended ended = deploy("production");

    assertThat(ended.status()).isEqualTo(3);
    assertThat(ended.printed()).contains("there is no " + ZIP, "infra/package");
  }

  private Ended deploy(String... arguments) throws IOException, InterruptedException {
    return deploy("1.161.1", "0", List.of(arguments));
  }

  private Ended deploy(String samVersion, String samStatus, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("bash", root.resolve("infra/deploy").toString()));
    command.addAll(arguments);
    Path printed = root.resolve("printed");
    var process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(printed.toFile());
    var environment = process.environment();
    environment.put("PATH", root.resolve("bin") + ":" + environment.get("PATH"));
    environment.put("SAM_VERSION", samVersion);
    environment.put("SAM_STATUS", samStatus);
    var running = process.start();
    assertThat(running.waitFor(30, SECONDS)).isTrue();
    return new Ended(running.exitValue(), Files.readString(printed));
  }
}
