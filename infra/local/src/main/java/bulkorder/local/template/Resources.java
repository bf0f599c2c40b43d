package bulkorder.local.template;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The section {@code Resources} of a file. */
final class Resources {
  private static final String LOOP = "Fn::ForEach::";
  private static final Set<String> RESOURCE = Set.of("Type", "Properties");
  private static final Set<String> RESOURCE_WITHOUT_EFFECT =
      Set.of("DependsOn", "DeletionPolicy", "UpdateReplacePolicy", "Metadata");

  private static final Set<ResourceType> MAIL =
      EnumSet.of(
          ResourceType.MAIL_TEMPLATE,
          ResourceType.CONFIGURATION_SET,
          ResourceType.MAIL_EVENTS,
          ResourceType.RULE);

  private final Map<String, Section> resources;

  /** Resources that a loop makes are left alone, and must make no difference here. */
  Resources(Section section) {
    this.resources = new LinkedHashMap<>(section.entries());
    resources.entrySet().removeIf(entry -> isLoopWithoutEffect(entry.getKey(), entry.getValue()));
  }

  private static boolean isLoopWithoutEffect(String key, Section entry) {
    if (!key.startsWith(LOOP)) {
      return false;
    }
    for (var made : entry.items().getLast().entries().values()) {
      if (ResourceType.of(made) != ResourceType.WITHOUT_EFFECT) {
        throw made.refused("is made by a loop, which the local run does not play");
      }
    }
    return true;
  }

  /** The properties of all resources of a type, by logical id. */
  Map<String, Section> all(ResourceType type) {
    Map<String, Section> found = new LinkedHashMap<>();
    resources.forEach(
        (id, resource) -> {
          if (ResourceType.of(resource) == type) {
            found.put(id, properties(resource, type));
          }
        });
    return found;
  }

  /** Refuses every resource of another type. */
  void allow(Set<ResourceType> types, String otherwise) {
    for (var resource : resources.values()) {
      if (!types.contains(ResourceType.of(resource))) {
        throw resource.refused("is of type " + resource.at("Type").text() + ", " + otherwise);
      }
    }
  }

  <T> Map<String, T> read(ResourceType type, ResourceReader<T> reader) {
    return all(type).entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, found -> reader.read(found.getKey(), found.getValue())));
  }

  boolean hasMail() {
    return resources.values().stream().map(ResourceType::of).anyMatch(MAIL::contains);
  }

  MailResources mail(Scope scope) {
    var names =
        all(ResourceType.CONFIGURATION_SET).entrySet().stream()
            .collect(
                Collectors.toMap(Map.Entry::getKey, set -> scope.of(set.getValue().at("Name"))));
    var reader = new MailReader(scope.with(names));
    return new MailResources(
        all(ResourceType.MAIL_TEMPLATE).values().stream().map(reader::template).toList(),
        all(ResourceType.MAIL_EVENTS).values().stream().map(reader::destination).toList(),
        all(ResourceType.RULE).values().stream().map(reader::rule).toList());
  }

  private static Section properties(Section resource, ResourceType type) {
    resource.allow(RESOURCE, RESOURCE_WITHOUT_EFFECT);
    var properties = resource.child("Properties");
    type.check(properties);
    return properties;
  }
}
