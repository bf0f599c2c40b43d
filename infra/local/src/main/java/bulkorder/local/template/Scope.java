package bulkorder.local.template;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What the references of one file mean, said so that they can be resolved as the root's. */
final class Scope {
  private static final Set<String> SAME_IN_EVERY_STACK =
      Set.of("AWS::Region", "AWS::AccountId", "AWS::Partition", "AWS::URLSuffix");

  private final boolean nested;
  private final Map<String, Expression> meanings;

  private Scope(boolean nested, Map<String, Expression> meanings) {
    this.nested = nested;
    this.meanings = Map.copyOf(meanings);
  }

  /** References mean what they say. */
  static Scope root() {
    return new Scope(false, Map.of());
  }

  /** References to parameters mean what the stack is given for them. */
  static Scope nested(Map<String, Expression> parameters) {
    return new Scope(true, parameters);
  }

  /** The same with resources whose {@code !Ref} is known. */
  Scope with(Map<String, Expression> resources) {
    var more = new HashMap<>(meanings);
    more.putAll(resources);
    return new Scope(nested, more);
  }

  Expression of(Section section) {
    return meaning(section.expression(), section);
  }

  private Expression meaning(Expression expression, Section place) {
    return switch (expression) {
      case Expression.Literal literal -> literal;
      case Expression.Joined(var parts) ->
          new Expression.Joined(parts.stream().map(part -> meaning(part, place)).toList());
      case Expression.Ref ref -> meaning(ref, place);
      case Expression.Attribute attribute -> meaning(attribute, place);
    };
  }

  private Expression meaning(Expression.Ref ref, Section place) {
    var meaning = meanings.get(ref.name());
    if (meaning == null && nested && !SAME_IN_EVERY_STACK.contains(ref.name())) {
      throw place.refused(
          "refers to " + ref.name() + "; in a nested stack the local run plays parameters");
    }
    return meaning == null ? ref : meaning;
  }

  private Expression meaning(Expression.Attribute attribute, Section place) {
    if (nested) {
      throw place.refused(
          "refers to "
              + attribute.resource()
              + "."
              + attribute.name()
              + "; in a nested stack the local run plays parameters");
    }
    return attribute;
  }
}
