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
  private final Map<Expression.Attribute, Expression> outputs;

  private Scope(
      boolean nested,
      Map<String, Expression> meanings,
      Map<Expression.Attribute, Expression> outputs) {
    this.nested = nested;
    this.meanings = Map.copyOf(meanings);
    this.outputs = Map.copyOf(outputs);
  }

  /** References mean what they say, and outputs of nested stacks what is known of them. */
  static Scope root(Map<Expression.Attribute, Expression> outputs) {
    return new Scope(false, Map.of(), outputs);
  }

  /** References to parameters mean what the stack is given for them. */
  static Scope nested(Map<String, Expression> parameters) {
    return new Scope(true, parameters, Map.of());
  }

  /** The same with resources whose {@code !Ref} is known. */
  Scope with(Map<String, Expression> resources) {
    var more = new HashMap<>(meanings);
    more.putAll(resources);
    return new Scope(nested, more, outputs);
  }

  /** The logical id of the queue whose ARN the text is. */
  String queueOf(Section section) {
    if (of(section) instanceof Expression.Attribute(var resource, var name) && name.equals("Arn")) {
      return resource;
    }
    throw section.refused("must be the Arn of a queue");
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
    return outputs.getOrDefault(attribute, attribute);
  }
}
