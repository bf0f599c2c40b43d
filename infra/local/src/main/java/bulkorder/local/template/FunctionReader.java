package bulkorder.local.template;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads functions, each with the globals where it says nothing itself. */
final class FunctionReader {
  private static final Duration TIMEOUT_DEFAULT = Duration.ofSeconds(3);
  private static final int MEMORY_MEGABYTES_DEFAULT = 128;

  private final Optional<Section> globals;
  private final EventReader events;
  private final Scope scope;

  FunctionReader(Optional<Section> globals, Set<String> apis, Scope scope) {
    this.events = new EventReader(apis, scope);
    this.scope = scope;
    globals.ifPresent(section -> section.allow(Set.of("Function"), Set.of()));
    this.globals = globals.flatMap(section -> section.find("Function"));
    this.globals.ifPresent(ResourceType.FUNCTION::check);
  }

  FunctionResource function(String id, Section properties) {
    return new FunctionResource(
        id,
        either(properties, "CodeUri")
            .orElseThrow(() -> properties.refused("has no CodeUri"))
            .text(),
        either(properties, "Handler")
            .orElseThrow(() -> properties.refused("has no Handler"))
            .text(),
        either(properties, "Timeout")
            .map(timeout -> Duration.ofSeconds(timeout.number()))
            .orElse(TIMEOUT_DEFAULT),
        either(properties, "MemorySize").map(Section::number).orElse(MEMORY_MEGABYTES_DEFAULT),
        environment(properties),
        properties.find("Events").map(this::events).orElse(List.of()),
        either(properties, "EventInvokeConfig")
            .map(this::asyncInvocations)
            .orElse(AsyncInvocations.DEFAULT));
  }

  private Optional<Section> either(Section properties, String name) {
    return properties.find(name).or(() -> globals.flatMap(section -> section.find(name)));
  }

  private Map<String, Expression> environment(Section properties) {
    Map<String, Expression> environment = new HashMap<>();
    globals.ifPresent(section -> variables(section, environment));
    variables(properties, environment);
    return environment;
  }

  private void variables(Section properties, Map<String, Expression> environment) {
    properties
        .find("Environment")
        .map(section -> section.at("Variables").entries())
        .ifPresent(
            variables ->
                variables.forEach((name, value) -> environment.put(name, scope.of(value))));
  }

  private List<EventSource> events(Section section) {
    return section.entries().values().stream().map(events::event).toList();
  }

  private AsyncInvocations asyncInvocations(Section config) {
    config.allow(
        Set.of("MaximumRetryAttempts", "MaximumEventAgeInSeconds", "DestinationConfig"), Set.of());
    var standard = AsyncInvocations.DEFAULT;
    return new AsyncInvocations(
        config.find("MaximumRetryAttempts").map(Section::number).orElse(standard.retriesMax()),
        SmallResources.seconds(config, "MaximumEventAgeInSeconds", standard.ageMax()),
        config.find("DestinationConfig").map(this::onFailureQueue));
  }

  private String onFailureQueue(Section destinations) {
    destinations.allow(Set.of("OnFailure"), Set.of());
    var onFailure = destinations.at("OnFailure");
    onFailure.allow(Set.of("Type", "Destination"), Set.of());
    if (!onFailure.at("Type").text().equals("SQS")) {
      throw onFailure.refused("must be of type SQS");
    }
    return scope.queueOf(onFailure.at("Destination"));
  }
}
