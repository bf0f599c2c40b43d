package bulkorder.local.toy;

import bulkorder.local.lambda.FunctionDefinition;
import bulkorder.local.lambda.LambdaSettings;
import bulkorder.local.lambda.StartCache;
import bulkorder.local.lambda.Surroundings;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The toy as an artifact, and the settings to run it with. */
public final class ToyArtifact {
  private static final String CLASS_FILE = ToyFunction.class.getName().replace('.', '/') + ".class";

  private ToyArtifact() {}

  /** Writes {@code toy/target/function.zip} below the directory. */
  public static Path in(Path directory) throws IOException {
    var zip = directory.resolve("toy/target/function.zip");
    Files.createDirectories(directory.resolve("toy/target"));
    try (var output = new ZipOutputStream(Files.newOutputStream(zip));
        var content = ToyFunction.class.getResourceAsStream("/" + CLASS_FILE)) {
      output.putNextEntry(new ZipEntry(CLASS_FILE));
      output.write(content == null ? new byte[0] : content.readAllBytes());
    }
    return zip;
  }

  /** A function of the name given that has so long for an invocation. */
  public static FunctionDefinition named(String name, Path zip, Duration timeout) {
    return new FunctionDefinition(
        name,
        "arn:aws:lambda:eu-central-1:000000000000:function:" + name,
        zip,
        ToyFunction.class.getName() + "::handleRequest",
        256,
        timeout,
        Map.of("GREETING", "hello"));
  }

  /** Settings with everything below the directory. */
  public static LambdaSettings settings(Path directory, int copiesMax) {
    return new LambdaSettings(
        lambdaRuntime(),
        directory.resolve("code"),
        directory.resolve("logs"),
        Map.of("AWS_REGION", "eu-central-1", "JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1"),
        copiesMax,
        StartCache.USE,
        Surroundings.PLAIN);
  }

  /** Where the build puts the runtime interface client. */
  public static Path lambdaRuntime() {
    try {
      var classes = ToyArtifact.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      return Path.of(classes).resolveSibling("lambda-runtime");
    } catch (URISyntaxException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
