package bulkorder.local.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A node of the template that knows its place, so that whatever is refused is refused by name. */
final class Section {
  private final String place;
  private final Node node;

  Section(String place, Node node) {
    this.place = place;
    this.node = node;
  }

  /** The entries of a mapping, in the order of the template. */
  Map<String, Section> entries() {
    if (!(node instanceof MappingNode mapping) || !plain(Tag.MAP)) {
      throw refused("must be a mapping without an intrinsic function");
    }
    Map<String, Section> entries = new LinkedHashMap<>();
    for (var tuple : mapping.getValue()) {
      String key = ((ScalarNode) tuple.getKeyNode()).getValue();
      if (entries.put(key, new Section(place(key), tuple.getValueNode())) != null) {
        throw refused("has the key " + key + " twice");
      }
    }
    return entries;
  }

  /** The items of a list; a single text counts as a list of one, as in SAM. */
  List<Section> items() {
    return node instanceof SequenceNode list
        ? list.getValue().stream().map(item -> new Section(place, item)).toList()
        : List.of(this);
  }

  Optional<Section> find(String key) {
    return Optional.ofNullable(entries().get(key));
  }

  Section at(String key) {
    return find(key).orElseThrow(() -> refused("has no " + key));
  }

  /** The mapping below the key, empty if there is none. */
  Section child(String key) {
    return find(key)
        .orElseGet(
            () ->
                new Section(
                    place(key),
                    new MappingNode(
                        Tag.MAP,
                        true,
                        List.of(),
                        node.getStartMark(),
                        node.getEndMark(),
                        DumperOptions.FlowStyle.BLOCK)));
  }

  /** Refuses every entry that neither changes what the local run does nor is known not to. */
  void allow(Set<String> played, Set<String> withoutEffectHere) {
    entries()
        .forEach(
            (key, value) -> {
              if (!played.contains(key) && !withoutEffectHere.contains(key)) {
                throw value.refused("is not known to the local run, which would ignore it");
              }
            });
  }

  /** A text without an intrinsic function. */
  String text() {
    if (expression() instanceof Expression.Literal(var text)) {
      return text;
    }
    throw refused("must be a plain text");
  }

  void mustBe(String text) {
    if (!text().equals(text)) {
      throw refused("must be " + text + " but is " + text());
    }
  }

  int number() {
    try {
      return Integer.parseInt(text());
    } catch (NumberFormatException _) {
      throw refused("must be a whole number but is " + text());
    }
  }

  /** A text that may hold references. */
  Expression expression() {
    return Intrinsics.read(this);
  }

  /** The logical id that a {@code !Ref} names. */
  String ref() {
    if (expression() instanceof Expression.Ref(var name)) {
      return name;
    }
    throw refused("must be a !Ref");
  }

  /** The logical id of the resource whose ARN a {@code !GetAtt} names. */
  String arnOf() {
    if (expression() instanceof Expression.Attribute(var resource, var name)
        && name.equals("Arn")) {
      return resource;
    }
    throw refused("must be a !GetAtt of an Arn");
  }

  TemplateException refused(String why) {
    int line = node.getStartMark().getLine() + 1;
    return new TemplateException("template line %d: %s %s".formatted(line, place, why));
  }

  Node node() {
    return node;
  }

  boolean plain(Tag tag) {
    return node.getTag().equals(tag);
  }

  private String place(String key) {
    return place.isEmpty() ? key : place + "." + key;
  }
}
