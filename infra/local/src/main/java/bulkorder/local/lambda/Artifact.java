package bulkorder.local.lambda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An unpacked {@code function.zip}. */
record Artifact(Path directory) {

  /**
   * The command that starts it: its own executable if it is native, else Java with the runtime
   * interface client, as Lambda's Java image does.
   */
  List<String> command(FunctionDefinition function, Path runtimeJars) {
    return isNative() ? nativeCommand(function) : javaCommand(function, runtimeJars);
  }

  private boolean isNative() {
    return Files.isRegularFile(bootstrap());
  }

  private Path bootstrap() {
    return directory.resolve("bootstrap");
  }

  private List<String> nativeCommand(FunctionDefinition function) {
    return List.of(bootstrap().toString(), "-Xmx" + function.heapMegabytes() + "m");
  }

  private List<String> javaCommand(FunctionDefinition function, Path runtimeJars) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--add-opens=java.base/java.lang=ALL-UNNAMED",
        "--enable-native-access=ALL-UNNAMED",
        "-Xmx" + function.heapMegabytes() + "m",
        "-cp",
        "%s/*:%s:%s/lib/*".formatted(runtimeJars, directory, directory),
        "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
        function.handler());
  }

  /** Unpacks the zip below the directory given, unless the same content is there already. */
  static Artifact unpack(Path zip, Path codeDirectory) throws IOException {
    return new Artifact(new Unpacking(zip, codeDirectory).unpack());
  }
}
