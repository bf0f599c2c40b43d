package bulkorder.local.template;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A stack that the template nests from a file beside it. Its queues are played as the root's are,
 * under the same logical ids, and so is its mail; its other resources move no order.
 */
final class NestedStack {
  private static final Set<String> SECTIONS = Set.of("Parameters", "Resources");
  private static final Set<String> SECTIONS_WITHOUT_EFFECT =
      Set.of(
          "AWSTemplateFormatVersion",
          "Transform",
          "Description",
          "Metadata",
          "Rules",
          "Mappings",
          "Conditions",
          "Outputs");
  private static final Set<ResourceType> PLAYED =
      EnumSet.of(
          ResourceType.QUEUE,
          ResourceType.MAIL_TEMPLATE,
          ResourceType.CONFIGURATION_SET,
          ResourceType.MAIL_EVENTS,
          ResourceType.RULE,
          ResourceType.WITHOUT_EFFECT);

  private final String id;
  private final Section given;
  private final Section root;
  private final Resources resources;

  private NestedStack(String id, Section given, Section root) {
    this.id = id;
    this.given = given;
    this.root = root;
    this.resources = new Resources(root.at("Resources"));
  }

  static NestedStack read(String id, Section properties, Path directory) throws IOException {
    var url = properties.at("TemplateURL");
    var file = directory.resolve(url.text());
    if (!Files.isRegularFile(file)) {
      throw url.refused("names " + url.text() + ", which is no file beside the template");
    }
    var root = TemplateReader.compose(url.text(), file);
    root.allow(SECTIONS, SECTIONS_WITHOUT_EFFECT);
    var stack = new NestedStack(id, properties, root);
    stack.resources.allow(PLAYED, "which the local run plays in the root template alone");
    return stack;
  }

  Map<String, QueueResource> queues() {
    return resources.read(ResourceType.QUEUE, SmallResources::queue);
  }

  /** What the stack's outputs mean that tell of its queues; all of them do if it has any. */
  Map<Expression.Attribute, Expression> outputs() {
    var queues = queues().keySet();
    if (queues.isEmpty()) {
      return Map.of();
    }
    return root.child("Outputs").entries().entrySet().stream()
        .collect(
            toMap(
                output -> new Expression.Attribute(id, "Outputs." + output.getKey()),
                output -> ofQueue(output.getValue().at("Value"), queues)));
  }

  private static Expression ofQueue(Section value, Set<String> queues) {
    var expression = value.expression();
    boolean told =
        switch (expression) {
          case Expression.Ref(var name) -> queues.contains(name);
          case Expression.Attribute(var resource, _) -> queues.contains(resource);
          case Expression.Literal _, Expression.Joined _ -> false;
        };
    if (!told) {
      throw value.refused("must be a queue of this file, or an attribute of one");
    }
    return expression;
  }

  /** Its mail, as the root template would say it. */
  MailResources mail(Scope rootScope) {
    return resources.hasMail()
        ? resources.mail(Scope.nested(parameters(rootScope)))
        : MailResources.NONE;
  }

  private Map<String, Expression> parameters(Scope rootScope) {
    Map<String, Expression> parameters = new HashMap<>();
    root.child("Parameters")
        .entries()
        .forEach(
            (name, parameter) ->
                parameter
                    .find("Default")
                    .ifPresent(value -> parameters.put(name, value.expression())));
    given
        .child("Parameters")
        .entries()
        .forEach((name, value) -> parameters.put(name, rootScope.of(value)));
    return parameters;
  }
}
