package bulkorder.local;

import java.nio.file.Path;
import java.util.Map;

/** In which form the functions run. The template names the native artifacts, which are deployed. */
public enum Packaging {
  /** In Java, which needs no native build. */
  JVM("function.zip"),
  /** As executables. */
  NATIVE("native/function.zip");

  private static final String NAMED_IN_CODE = "::";
  private static final String OF_QUARKUS =
      "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest";

  private static final String TARGET = "target";

  private final String zip;

  Packaging(String zip) {
    this.zip = zip;
  }

  /** The artifact of a module, which is a folder of the checkout. */
  public Path artifact(Path root, String module) {
    return root.resolve(module).resolve(TARGET).resolve(zip);
  }

  /**
   * The artifact in this form of a function whose code the template names.
   *
   * @param codeUri as {@code order-function/target/native/function.zip}
   */
  Path artifactOf(Path root, String codeUri) {
    int module = codeUri.indexOf("/" + TARGET + "/");
    if (module < 0) {
      throw new IllegalArgumentException(
          "CodeUri %s names nothing below the target folder of a module".formatted(codeUri));
    }
    return artifact(root, codeUri.substring(0, module));
  }

  /**
   * What is called in a function of this form. An executable has it built in, whatever the template
   * says; where Java is to run what the template deploys as an executable, it is Quarkus's own.
   */
  String handler(String deployed) {
    return deployed.contains(NAMED_IN_CODE) ? deployed : OF_QUARKUS;
  }

  /** What a function's process is told besides what the template tells it. */
  Map<String, String> environment(String function) {
    return switch (this) {
      case JVM -> Map.of("JAVA_TOOL_OPTIONS", JavaOptions.of(function));
      case NATIVE -> Map.of();
    };
  }
}
