package bulkorder.local.template;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * Reads a SAM template. Whatever would change how the system behaves and is not played by the local
 * run is refused by name, so that what runs on a desk is what is deployed.
 */
public final class TemplateReader {
  private static final int TEMPLATE_BYTES_MAX = 1_000_000;
  private static final Set<String> SECTIONS = Set.of("Parameters", "Globals", "Resources");

  /** What is played and depends on a condition is refused where it does. */
  private static final Set<String> SECTIONS_WITHOUT_EFFECT =
      Set.of(
          "AWSTemplateFormatVersion",
          "Transform",
          "Description",
          "Metadata",
          "Rules",
          "Conditions",
          "Outputs");

  private final Section root;
  private final Resources resources;
  private final Path directory;

  private TemplateReader(Section root, Path directory) {
    this.root = root;
    this.resources = new Resources(root.at("Resources"));
    this.directory = directory;
  }

  /**
   * Reads the file, and those of the stacks that it nests.
   *
   * @throws TemplateException if it holds something that the local run does not play
   */
  public static Template read(Path file) throws IOException {
    var directory = file.toAbsolutePath().getParent();
    return read(compose("", file), directory == null ? Path.of("/") : directory);
  }

  static Template read(Reader reader, Path directory) throws IOException {
    return read(compose("", reader), directory);
  }

  /** The top of a file, which is called so in what is refused. */
  static Section compose(String name, Path file) throws IOException {
    if (Files.size(file) > TEMPLATE_BYTES_MAX) {
      throw new TemplateException(file + " is larger than " + TEMPLATE_BYTES_MAX + " bytes");
    }
    try (var reader = Files.newBufferedReader(file)) {
      return compose(name, reader);
    }
  }

  private static Section compose(String name, Reader reader) {
    return new Section(name, new Yaml(new LoaderOptions()).compose(reader));
  }

  private static Template read(Section root, Path directory) throws IOException {
    root.allow(SECTIONS, SECTIONS_WITHOUT_EFFECT);
    return new TemplateReader(root, directory).template();
  }

  private Template template() throws IOException {
    var nested = NestedStacks.read(resources.all(ResourceType.STACK), directory);
    var scope = nested.rootScope();
    var functions = new FunctionReader(root.find("Globals"), ids(ResourceType.API), scope);
    return new Template(
        parameters(),
        nested.and(resources.read(ResourceType.QUEUE, SmallResources::queue)),
        resources.read(
            ResourceType.BUCKET, (_, bucket) -> bucket.find("BucketName").map(scope::of)),
        ids(ResourceType.API),
        nested.and(resources.mail(scope)),
        resources.read(ResourceType.FUNCTION, functions::function),
        resources.all(ResourceType.MIGRATIONS).values().stream()
            .map(migrations -> migrations.at("ServiceToken").arnOf())
            .findFirst());
  }

  private Map<String, Optional<String>> parameters() {
    Map<String, Optional<String>> parameters = new LinkedHashMap<>();
    root.find("Parameters")
        .ifPresent(
            section ->
                section
                    .entries()
                    .forEach(
                        (name, parameter) ->
                            parameters.put(name, parameter.find("Default").map(Section::text))));
    return parameters;
  }

  private Set<String> ids(ResourceType type) {
    return resources.all(type).keySet();
  }
}
