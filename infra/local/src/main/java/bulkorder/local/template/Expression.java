package bulkorder.local.template;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** A text of the template whose references are not resolved yet. */
public sealed interface Expression {

  /** The text itself. */
  record Literal(String text) implements Expression {}

  /** {@code !Ref name}: a parameter, a pseudo parameter or a resource. */
  record Ref(String name) implements Expression {}

  /** {@code !GetAtt resource.name}. */
  record Attribute(String resource, String name) implements Expression {}

  /** {@code !Sub}: the parts one after the other. */
  record Joined(List<Expression> parts) implements Expression {
    /** Copies the parts. */
    public Joined {
      parts = List.copyOf(parts);
    }
  }

  /** Where references find their values. */
  interface Values {
    /** The value of {@code !Ref name}; throws if there is none. */
    String ref(String name);

    /** The value of {@code !GetAtt resource.attribute}; throws if there is none. */
    String attribute(String resource, String attribute);
  }

  /** The text with each reference replaced by its value. */
  default String resolve(Values values) {
    return switch (this) {
      case Literal(var text) -> text;
      case Ref(var name) -> values.ref(name);
      case Attribute(var resource, var name) -> values.attribute(resource, name);
      case Joined(var parts) -> parts.stream().map(part -> part.resolve(values)).collect(joining());
    };
  }
}
