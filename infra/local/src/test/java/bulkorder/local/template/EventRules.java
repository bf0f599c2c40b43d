package bulkorder.local.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Wiring that SAM takes, and AWS would refuse at deployment or misunderstand afterwards. */
final class EventRules {
  private static final int BATCH_SIZE_DEFAULT = 10;
  private static final int BATCH_SIZE_WITHOUT_WINDOW_MAX = 10;
  private static final int BATCH_SIZE_MAX = 10_000;
  private static final int WINDOW_SECONDS_MAX = 300;
  private static final int CONCURRENCY_MIN = 2;
  private static final int CONCURRENCY_MAX = 1_000;
  private static final int VISIBILITY_TIMES = 6;
  private static final Pattern OBJECT_EVENT = Pattern.compile("s3:[A-Z]\\w+(:(\\*|[A-Z]\\w+))?");

  private EventRules() {}

  /** One event of a function. */
  private record Event(Deployed.Resource function, String id, Value value) {
    String tell(String what) {
      return "%s.%s %s".formatted(function.name(), id, what);
    }

    Optional<Integer> number(String... path) {
      return value
          .find("Properties")
          .flatMap(it -> it.find(path))
          .map(Value::text)
          .map(Integer::valueOf);
    }
  }

  private static Stream<Event> events(Deployed deployed, String type) {
    return deployed
        .functions()
        .flatMap(
            function ->
                function.property("Events").stream()
                    .flatMap(events -> events.entries().entrySet().stream())
                    .map(event -> new Event(function, event.getKey(), event.getValue())))
        .filter(event -> event.value().textAt("Type").equals(type));
  }

  static List<String> messageSources(Deployed deployed) {
    List<String> found = new ArrayList<>();
    events(deployed, "SQS").forEach(event -> messages(event, found));
    return found;
  }

  private static void messages(Event event, List<String> found) {
    int size = event.number("BatchSize").orElse(BATCH_SIZE_DEFAULT);
    int window = event.number("MaximumBatchingWindowInSeconds").orElse(0);
    require(size >= 1 && size <= BATCH_SIZE_MAX, event, "takes batches of " + size, found);
    require(
        size <= BATCH_SIZE_WITHOUT_WINDOW_MAX || window > 0,
        event,
        "takes batches of %d without a window".formatted(size),
        found);
    require(
        window >= 0 && window <= WINDOW_SECONDS_MAX, event, "waits for " + window + " s", found);
    int concurrency = event.number("ScalingConfig", "MaximumConcurrency").orElse(0);
    require(
        concurrency >= CONCURRENCY_MIN && concurrency <= CONCURRENCY_MAX,
        event,
        "has a MaximumConcurrency of " + concurrency,
        found);
    require(
        event
            .value()
            .find("Properties", "FunctionResponseTypes")
            .map(types -> types.each().stream().map(Value::text).toList())
            .equals(Optional.of(List.of("ReportBatchItemFailures"))),
        event,
        "fails all messages of a batch for one",
        found);
  }

  private static void require(boolean met, Event event, String otherwise, List<String> found) {
    if (!met) {
      found.add(event.tell(otherwise));
    }
  }

  /** Six times the function's timeout, and the time for which a batch is waited for. */
  static List<String> visibility(Deployed deployed) {
    List<String> found = new ArrayList<>();
    events(deployed, "SQS")
        .forEach(
            event ->
                queue(deployed, event)
                    .ifPresentOrElse(
                        queue -> {
                          int least =
                              VISIBILITY_TIMES * Integer.parseInt(event.function().text("Timeout"))
                                  + event.number("MaximumBatchingWindowInSeconds").orElse(0);
                          int seconds = Integer.parseInt(queue.text("VisibilityTimeout"));
                          require(
                              seconds >= least,
                              event,
                              "needs a visibility timeout of %d s, not %d"
                                  .formatted(least, seconds),
                              found);
                        },
                        () -> found.add(event.tell("reads no queue of these files"))));
    return found;
  }

  private static Optional<Deployed.Resource> queue(Deployed deployed, Event event) {
    return event.value().find("Properties", "Queue").flatMap(deployed::queue);
  }

  static List<String> oneConsumer(Deployed deployed) {
    Map<String, List<String>> consumers = new HashMap<>();
    deployed
        .ofType("AWS::SQS::Queue")
        .forEach(queue -> consumers.put(queue.name(), new ArrayList<>()));
    events(deployed, "SQS")
        .forEach(
            event ->
                queue(deployed, event)
                    .ifPresent(
                        queue ->
                            consumers
                                .computeIfAbsent(queue.name(), _ -> new ArrayList<>())
                                .add(event.function().id())));
    return consumers.entrySet().stream()
        .filter(entry -> entry.getValue().size() != 1)
        .map(entry -> "%s is read by %s".formatted(entry.getKey(), entry.getValue()))
        .toList();
  }

  static List<String> objectSources(Deployed deployed) {
    List<String> found = new ArrayList<>();
    List<Event> events = events(deployed, "S3").toList();
    events.forEach(event -> objects(deployed, event, found));
    for (int first = 0; first < events.size(); first++) {
      for (var second : events.subList(first + 1, events.size())) {
        require(
            !overlap(events.get(first), second),
            second,
            "overlaps that of another function",
            found);
      }
    }
    return found;
  }

  private static void objects(Deployed deployed, Event event, List<String> found) {
    String bucket = event.value().textAt("Properties", "Bucket");
    require(
        deployed
            .ofType("AWS::S3::Bucket")
            .filter(it -> it.file().equals(event.function().file()))
            .anyMatch(it -> bucket.equals("${" + it.id() + "}")),
        event,
        "is of no bucket of its own template",
        found);
    event.value().find("Properties", "Events").stream()
        .flatMap(events -> events.each().stream())
        .map(Value::text)
        .filter(name -> !OBJECT_EVENT.matcher(name).matches())
        .forEach(name -> found.add(event.tell("waits for " + name)));
    Set<String> names = new HashSet<>();
    for (var rule : rules(event)) {
      String name = rule.textAt("Name");
      require(Set.of("prefix", "suffix").contains(name), event, "filters by " + name, found);
      require(names.add(name), event, "filters twice by " + name, found);
      require(
          !rule.textAt("Value").contains("*"),
          event,
          "filters by a star, which is a letter",
          found);
    }
  }

  private static List<Value> rules(Event event) {
    return event
        .value()
        .find("Properties", "Filter", "S3Key", "Rules")
        .map(Value::items)
        .orElse(List.of());
  }

  private static String rule(Event event, String name) {
    return rules(event).stream()
        .filter(rule -> rule.textAt("Name").equals(name))
        .map(rule -> rule.textAt("Value"))
        .findFirst()
        .orElse("");
  }

  /** S3 refuses two that the same object could be meant for. */
  private static boolean overlap(Event first, Event second) {
    String onePrefix = rule(first, "prefix");
    String otherPrefix = rule(second, "prefix");
    String oneSuffix = rule(first, "suffix");
    String otherSuffix = rule(second, "suffix");
    return first
            .value()
            .textAt("Properties", "Bucket")
            .equals(second.value().textAt("Properties", "Bucket"))
        && (onePrefix.startsWith(otherPrefix) || otherPrefix.startsWith(onePrefix))
        && (oneSuffix.endsWith(otherSuffix) || otherSuffix.endsWith(oneSuffix));
  }
}
