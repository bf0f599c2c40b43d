package bulkorder.local.template;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * Reads a SAM template. Whatever would change how the system behaves and is not played by the local
 * run is refused by name, so that what runs on a desk is what is deployed.
 */
public final class TemplateReader {
  private static final int TEMPLATE_BYTES_MAX = 1_000_000;
  private static final Set<String> SECTIONS = Set.of("Parameters", "Globals", "Resources");
  private static final Set<String> SECTIONS_WITHOUT_EFFECT =
      Set.of("AWSTemplateFormatVersion", "Transform", "Description", "Metadata", "Outputs");
  private static final Set<String> RESOURCE = Set.of("Type", "Properties");
  private static final Set<String> RESOURCE_WITHOUT_EFFECT =
      Set.of("DependsOn", "DeletionPolicy", "UpdateReplacePolicy", "Metadata");

  private final Section root;

  private TemplateReader(Section root) {
    this.root = root;
  }

  /**
   * Reads the file.
   *
   * @throws TemplateException if it holds something that the local run does not play
   */
  public static Template read(Path file) throws IOException {
    if (Files.size(file) > TEMPLATE_BYTES_MAX) {
      throw new TemplateException(file + " is larger than " + TEMPLATE_BYTES_MAX + " bytes");
    }
    try (var reader = Files.newBufferedReader(file)) {
      return read(reader);
    }
  }

  static Template read(Reader reader) {
    var root = new Section("", new Yaml(new LoaderOptions()).compose(reader));
    root.allow(SECTIONS, SECTIONS_WITHOUT_EFFECT);
    return new TemplateReader(root).template();
  }

  private Template template() {
    var functions = new FunctionReader(root.find("Globals"), ids(ResourceType.API));
    return new Template(
        parameters(),
        all(ResourceType.QUEUE, SmallResources::queue),
        ids(ResourceType.BUCKET),
        ids(ResourceType.API),
        all(ResourceType.MAIL_TEMPLATE, SmallResources::mailTemplate),
        all(ResourceType.FUNCTION, functions::function));
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
    return all(type, (id, _) -> id).keySet();
  }

  private <T> Map<String, T> all(ResourceType type, ResourceReader<T> reader) {
    return root.at("Resources").entries().keySet().stream()
        .filter(id -> ResourceType.of(root.at("Resources").at(id)) == type)
        .collect(toMap(Function.identity(), id -> reader.read(id, properties(id, type))));
  }

  private Section properties(String id, ResourceType type) {
    var resource = root.at("Resources").at(id);
    resource.allow(RESOURCE, RESOURCE_WITHOUT_EFFECT);
    var properties = resource.child("Properties");
    type.check(properties);
    return properties;
  }
}
