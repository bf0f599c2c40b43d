package bulkorder.local.template;

import java.util.List;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads the intrinsic functions that the local run can play: Ref, GetAtt and Sub, short or long.
 */
final class Intrinsics {
  private static final String STANDARD_TAGS = "tag:yaml.org,2002:";

  private Intrinsics() {}

  static Expression read(Section section) {
    return switch (section.node()) {
      case MappingNode mapping when mapping.getTag().equals(Tag.MAP) -> longForm(section);
      case ScalarNode scalar when scalar.getTag().startsWith(STANDARD_TAGS) ->
          new Expression.Literal(scalar.getValue());
      default -> apply(section.node().getTag().getValue(), section, section);
    };
  }

  private static Expression longForm(Section section) {
    var entries = section.entries();
    if (entries.size() != 1) {
      throw section.refused("must be a text or one intrinsic function");
    }
    var entry = entries.entrySet().iterator().next();
    return apply("!" + entry.getKey().replace("Fn::", ""), entry.getValue(), section);
  }

  private static Expression apply(String function, Section argument, Section place) {
    return switch (function) {
      case "!Ref" -> new Expression.Ref(scalar(argument));
      case "!GetAtt" -> attribute(argument);
      case "!Sub" -> SubText.parse(scalar(argument));
      default ->
          throw place.refused("uses " + function + "; the local run plays !Ref, !GetAtt and !Sub");
    };
  }

  private static Expression attribute(Section argument) {
    List<String> names =
        argument.node() instanceof SequenceNode
            ? argument.items().stream().map(Intrinsics::scalar).toList()
            : List.of(scalar(argument).split("\\.", 2));
    if (names.size() != 2) {
      throw argument.refused("must name a resource and an attribute");
    }
    return new Expression.Attribute(names.getFirst(), names.getLast());
  }

  private static String scalar(Section argument) {
    if (argument.node() instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw argument.refused("must be one text; its longer forms are not played here");
  }
}
