package bulkorder.local;

import bulkorder.local.lambda.FunctionDefinition;
import bulkorder.local.template.EventSource;
import bulkorder.local.template.FunctionResource;
import bulkorder.local.template.Template;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The template's functions, as this machine runs them. */
record Deployment(Template template, LocalOptions options, LocalValues values) {

  private static final int LATER = 3;
  private static final Pattern DURATION = Pattern.compile("PT(\\d+H)?(\\d+M)?(\\d+S)?");

  List<FunctionDefinition> functions() {
    return template.functions().values().stream().map(this::definition).toList();
  }

  private FunctionDefinition definition(FunctionResource function) {
    Map<String, String> environment = new HashMap<>();
    function
        .environment()
        .forEach((name, value) -> environment.put(name, scaled(values.text(value))));
    options.packaging().environment(function.id()).forEach(environment::putIfAbsent);
    return new FunctionDefinition(
        function.id(),
        values.attribute(function.id(), "Arn"),
        options.packaging().artifactOf(options.root(), function.codeUri()),
        options.packaging().handler(function.handler()),
        function.memoryMegabytes(),
        timeout(function),
        environment);
  }

  /** Waiting times in the environment are ISO 8601 durations. */
  private String scaled(String value) {
    return DURATION.matcher(value).matches()
        ? options.timeFactor().scale(Duration.parse(value)).toString()
        : value;
  }

  /**
   * A queue's visibility timeout and its function's timeout hold each other up: both are scaled.
   */
  private Duration timeout(FunctionResource function) {
    return function.messages().isPresent()
        ? options.timeFactor().scale(function.timeout())
        : function.timeout();
  }

  /**
   * The functions that a file goes through, in the order in which it needs them. Others, such as
   * those of dead-letter queues, start when they are needed.
   */
  List<String> neededSoon() {
    return template.functions().values().stream()
        .filter(function -> rank(function) < LATER)
        .sorted(
            Comparator.comparingInt((FunctionResource it) -> rank(it))
                .thenComparing(FunctionResource::id))
        .map(FunctionResource::id)
        .toList();
  }

  private int rank(FunctionResource function) {
    return function.events().stream().mapToInt(this::rank).min().orElse(LATER);
  }

  private int rank(EventSource event) {
    return switch (event) {
      case EventSource.Objects _ -> 0;
      case EventSource.Requests _ -> 1;
      case EventSource.Messages messages -> hasDeadLetterQueue(messages.queue()) ? 2 : LATER;
      case EventSource.Schedule _, EventSource.LogLines _ -> LATER;
    };
  }

  private boolean hasDeadLetterQueue(String queue) {
    var resource = template.queues().get(queue);
    return resource != null && resource.redrive().isPresent();
  }
}
