package bulkorder.local.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Whatever stands in a template, as CloudFormation reads it: a mapping, a list or a text. The short
 * forms of intrinsic functions are read as their long ones.
 */
record Value(Map<String, Value> entries, List<Value> items, String scalar) {

  /** The name of the stack, which every name begins with. */
  static final String STACK = "STACK";

  Value {
    entries = new LinkedHashMap<>(entries);
    items = List.copyOf(items);
  }

  static Value of(Node node) {
    String tag = node.getTag().getValue();
    Value plain = plain(node);
    if (!tag.startsWith("!")) {
      return plain;
    }
    String name = tag.substring(1);
    return mapping(Map.of(name.equals("Ref") ? name : "Fn::" + name, plain));
  }

  private static Value plain(Node node) {
    return switch (node) {
      case MappingNode mapping -> {
        Map<String, Value> entries = new LinkedHashMap<>();
        mapping
            .getValue()
            .forEach(
                tuple ->
                    entries.put(
                        ((ScalarNode) tuple.getKeyNode()).getValue(), of(tuple.getValueNode())));
        yield mapping(entries);
      }
      case SequenceNode list -> list(list.getValue().stream().map(Value::of).toList());
      case ScalarNode scalar -> new Value(Map.of(), List.of(), scalar.getValue());
      default -> throw new IllegalArgumentException("not known: " + node);
    };
  }

  private static Value mapping(Map<String, Value> entries) {
    return new Value(entries, List.of(), "");
  }

  private static Value list(List<Value> items) {
    return new Value(Map.of(), items, "");
  }

  /** What stands at the end of a path of keys. */
  Optional<Value> find(String... path) {
    Optional<Value> found = Optional.of(this);
    for (String key : path) {
      found = found.flatMap(value -> Optional.ofNullable(value.entries.get(key)));
    }
    return found;
  }

  String textAt(String... path) {
    return find(path).map(Value::text).orElse("");
  }

  /** The items of a list; anything else is a list of one, as in policies. */
  List<Value> each() {
    return items.isEmpty() && !(entries.isEmpty() && scalar.isEmpty()) ? List.of(this) : items;
  }

  /** This and everything in it. */
  Stream<Value> all() {
    return Stream.concat(
        Stream.of(this),
        Stream.concat(entries.values().stream(), items.stream()).flatMap(Value::all));
  }

  /**
   * The text, with references as {@code ${Name}} and what is the stack's name as {@link #STACK}.
   */
  String text() {
    return find("Ref")
        .map(ref -> "${" + ref.scalar + "}")
        .or(() -> find("Fn::GetAtt").map(Value::attribute))
        .or(() -> find("Fn::Sub").map(sub -> sub.each().getFirst().scalar))
        .orElse(scalar)
        .replace("${AWS::StackName}", STACK)
        .replace("${Prefix}", STACK);
  }

  private String attribute() {
    return "${" + (items.isEmpty() ? scalar : String.join(".", texts())) + "}";
  }

  private List<String> texts() {
    return items.stream().map(Value::scalar).toList();
  }

  /** The same, with what a loop puts into texts and keys. */
  Value with(String variable, String replacement) {
    Map<String, Value> changed = new LinkedHashMap<>();
    entries.forEach(
        (key, value) ->
            changed.put(put(key, variable, replacement), value.with(variable, replacement)));
    return new Value(
        changed,
        items.stream().map(item -> item.with(variable, replacement)).toList(),
        put(scalar, variable, replacement));
  }

  private static String put(String text, String variable, String replacement) {
    return text.replace("${" + variable + "}", replacement)
        .replace("&{" + variable + "}", replacement);
  }
}
