package bulkorder.local.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Reads a stack that the template nests from a file beside it. */
final class NestedStack {
  private static final Set<String> SECTIONS = Set.of("Parameters", "Resources");
  private static final Set<String> SECTIONS_WITHOUT_EFFECT =
      Set.of("AWSTemplateFormatVersion", "Description", "Metadata", "Outputs");
  private static final Set<ResourceType> PLAYED =
      EnumSet.of(
          ResourceType.MAIL_TEMPLATE,
          ResourceType.CONFIGURATION_SET,
          ResourceType.MAIL_EVENTS,
          ResourceType.RULE,
          ResourceType.WITHOUT_EFFECT);

  private NestedStack() {}

  static MailResources read(Section properties, Path directory) throws IOException {
    var url = properties.at("TemplateURL");
    var file = directory.resolve(url.text());
    if (!Files.isRegularFile(file)) {
      throw url.refused("names " + url.text() + ", which is no file beside the template");
    }
    var root = TemplateReader.compose(url.text(), file);
    root.allow(SECTIONS, SECTIONS_WITHOUT_EFFECT);
    var resources = new Resources(root.at("Resources"));
    resources.allow(PLAYED, "which the local run plays in the root template alone");
    return resources.mail(Scope.nested(parameters(properties, root)));
  }

  private static Map<String, Expression> parameters(Section properties, Section root) {
    Map<String, Expression> parameters = new HashMap<>();
    root.child("Parameters")
        .entries()
        .forEach(
            (name, parameter) ->
                parameter
                    .find("Default")
                    .ifPresent(value -> parameters.put(name, value.expression())));
    properties
        .child("Parameters")
        .entries()
        .forEach((name, value) -> parameters.put(name, value.expression()));
    return parameters;
  }
}
