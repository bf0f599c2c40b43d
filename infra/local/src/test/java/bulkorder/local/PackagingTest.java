package bulkorder.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackagingTest {
  private static final Path ROOT = Path.of("/checkout");

  @ParameterizedTest
  @CsvSource({
    "JVM, order-function/target/native/function.zip, order-function/target/function.zip",
    "JVM, infra/schema/target/function.zip, infra/schema/target/function.zip",
    "NATIVE, infra/schema/target/native/function.zip, infra/schema/target/native/function.zip",
    "NATIVE, order-function/target/function.zip, order-function/target/native/function.zip"
  })
  void an_artifact_is_that_of_its_form_whichever_the_template_names(
      Packaging packaging, String named, String meant) {
    assertThat(packaging.artifactOf(ROOT, named)).isEqualTo(ROOT.resolve(meant));
  }

  @Test
  void code_that_is_no_module_is_refused_by_name() {
    assertThatThrownBy(() -> Packaging.JVM.artifactOf(ROOT, "s3://bucket/function.zip"))
        .hasMessage(
            "CodeUri s3://bucket/function.zip names nothing below the target folder of a module");
  }

  @Test
  void java_calls_quarkus_where_the_template_deploys_an_executable() {
    assertThat(Packaging.JVM.handler("bootstrap")).endsWith("QuarkusStreamHandler::handleRequest");
    assertThat(Packaging.JVM.handler("toy.Toy::handle")).isEqualTo("toy.Toy::handle");
  }

  @Test
  void java_never_sends_again_by_itself_and_optimises_what_works_long() {
    assertThat(Packaging.JVM.environment("NotifyFunction").get("JAVA_TOOL_OPTIONS"))
        .contains("-Dsun.net.http.retryPost=false", "-XX:TieredStopAtLevel=1");
    assertThat(Packaging.JVM.environment("ImportFunction").get("JAVA_TOOL_OPTIONS"))
        .contains("-Dsun.net.http.retryPost=false")
        .doesNotContain("TieredStopAtLevel");
    assertThat(Packaging.NATIVE.environment("ImportFunction")).isEmpty();
  }
}
