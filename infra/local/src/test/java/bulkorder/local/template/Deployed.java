package bulkorder.local.template;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** All resources of a template and of the files that it nests, whatever they are. */
final class Deployed {
  private static final String LOOP = "Fn::ForEach::";

  private final List<Resource> resources = new ArrayList<>();
  private final Map<String, Value> outputs = new HashMap<>();
  private final List<Value> files = new ArrayList<>();

  /** A resource, which is called by its file and its logical id. */
  record Resource(String file, String id, Value value) {
    String type() {
      return value.textAt("Type");
    }

    Optional<Value> property(String... path) {
      return value.find("Properties").flatMap(properties -> properties.find(path));
    }

    String text(String... path) {
      return property(path).map(Value::text).orElse("");
    }

    String name() {
      return file + " " + id;
    }
  }

  private Deployed() {}

  static Deployed read(Path template) {
    var deployed = new Deployed();
    deployed.add("template.yaml", yaml(template), template.toAbsolutePath().resolveSibling(""));
    return deployed;
  }

  /** Of a template that nests nothing. */
  static Deployed of(String text) {
    var deployed = new Deployed();
    deployed.add("template.yaml", yaml(new StringReader(text)), Path.of("/"));
    return deployed;
  }

  private static Value yaml(Path file) {
    try (var reader = Files.newBufferedReader(file)) {
      return yaml(reader);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Value yaml(Reader reader) {
    return Value.of(new Yaml(new LoaderOptions()).compose(reader));
  }

  private void add(String file, Value root, Path directory) {
    files.add(root);
    var found = unrolled(root);
    found.forEach((id, value) -> resources.add(new Resource(file, id, withGlobals(value, root))));
    for (var stack : found.entrySet()) {
      String url = stack.getValue().textAt("Properties", "TemplateURL");
      if (!url.isEmpty()) {
        var nested = yaml(directory.resolve(url));
        nested
            .find("Outputs")
            .ifPresent(
                all -> all.entries().forEach((name, it) -> output(stack.getKey(), name, it)));
        add(url, nested, directory);
      }
    }
  }

  private void output(String stack, String name, Value output) {
    outputs.put("${" + stack + ".Outputs." + name + "}", output.find("Value").orElseThrow());
  }

  private static Map<String, Value> unrolled(Value root) {
    Map<String, Value> found = new LinkedHashMap<>();
    root.find("Resources")
        .ifPresent(
            all ->
                all.entries()
                    .forEach(
                        (key, value) -> {
                          if (key.startsWith(LOOP)) {
                            loop(root, value, found);
                          } else {
                            found.put(key, value);
                          }
                        }));
    return found;
  }

  private static void loop(Value root, Value loop, Map<String, Value> found) {
    String variable = loop.items().getFirst().scalar();
    for (String each : collection(root, loop.items().get(1))) {
      found.putAll(loop.items().getLast().with(variable, each).entries());
    }
  }

  private static List<String> collection(Value root, Value said) {
    var parameter = said.find("Ref").map(Value::scalar);
    return parameter.isPresent()
        ? List.of(root.textAt("Parameters", parameter.get(), "Default").split(",", -1))
        : said.items().stream().map(Value::scalar).toList();
  }

  /** A function with what is said of all, where it says nothing itself. */
  private static Value withGlobals(Value resource, Value root) {
    var globals = root.find("Globals", "Function");
    if (globals.isEmpty() || !resource.textAt("Type").equals("AWS::Serverless::Function")) {
      return resource;
    }
    Map<String, Value> properties = new LinkedHashMap<>(globals.get().entries());
    resource.find("Properties").ifPresent(own -> properties.putAll(own.entries()));
    Map<String, Value> merged = new LinkedHashMap<>(resource.entries());
    merged.put("Properties", new Value(properties, List.of(), ""));
    return new Value(merged, List.of(), "");
  }

  Stream<Resource> resources() {
    return resources.stream();
  }

  Stream<Resource> ofType(String type) {
    return resources().filter(resource -> resource.type().equals(type));
  }

  Stream<Resource> functions() {
    return ofType("AWS::Serverless::Function");
  }

  /** Everything that stands in any of the files. */
  Stream<Value> everything() {
    return files.stream().flatMap(Value::all);
  }

  /** The queue whose ARN this is, be it of a nested stack. */
  Optional<Resource> queue(Value arn) {
    String text = outputs.getOrDefault(arn.text(), arn).text();
    return ofType("AWS::SQS::Queue")
        .filter(it -> text.equals("${" + it.id() + ".Arn}"))
        .findFirst();
  }
}
