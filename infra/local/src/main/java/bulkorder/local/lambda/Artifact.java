package bulkorder.local.lambda;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** An unpacked {@code function.zip}. */
record Artifact(Path directory) {

  /** Holds the classes at the top of the zip. */
  static final String TASK_JAR = "task.jar";

  private static final String RUNTIME_LIBRARY_PROPERTY =
      "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

  /**
   * The command that starts it: its own executable if it is native, else Java with the runtime
   * interface client, as Lambda's Java image does.
   */
  List<String> command(FunctionDefinition function, LambdaSettings settings) throws IOException {
    return isNative() ? nativeCommand(function) : javaCommand(function, settings);
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

  private List<String> javaCommand(FunctionDefinition function, LambdaSettings settings)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-Xmx" + function.heapMegabytes() + "m");
    command.add("-D" + RUNTIME_LIBRARY_PROPERTY + "=" + runtimeLibrary(settings.runtimeJars()));
    command.addAll(settings.startCache().options(directory));
    command.add("-cp");
    command.add(classPath(settings.runtimeJars()));
    command.add("com.amazonaws.services.lambda.runtime.api.client.AWSLambda");
    command.add(function.handler());
    return command;
  }

  /** The runtime interface client's own native code, for this processor and glibc. */
  private static Path runtimeLibrary(Path runtimeJars) {
    String processor = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
    return runtimeJars.resolve("jni/libaws-lambda-jni.linux-%s.so".formatted(processor));
  }

  /** Each jar by its name and in one order: a start cache holds for one class path. */
  private String classPath(Path runtimeJars) throws IOException {
    List<Path> jars = new ArrayList<>(jars(runtimeJars));
    jars.add(directory.resolve(TASK_JAR));
    jars.addAll(jars(directory.resolve("lib")));
    return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  private static List<Path> jars(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (var files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  /** Unpacks the zip below the directory given, unless the same content is there already. */
  static Artifact unpack(Path zip, Path codeDirectory) throws IOException {
    return new Artifact(new Unpacking(zip, codeDirectory).unpack());
  }
}
