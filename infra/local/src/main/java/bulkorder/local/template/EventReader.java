package bulkorder.local.template;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what invokes a function. */
final class EventReader {
  private static final int BATCH_SIZE_DEFAULT = 10;
  private static final Duration REQUEST_TIMEOUT_DEFAULT = Duration.ofSeconds(30);
  private static final Pattern RATE = Pattern.compile("rate\\((\\d{1,5}) (minute|hour|day)s?\\)");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "minute", Duration.ofMinutes(1), "hour", Duration.ofHours(1), "day", Duration.ofDays(1));

  private final Set<String> apis;
  private final Scope scope;

  EventReader(Set<String> apis, Scope scope) {
    this.apis = apis;
    this.scope = scope;
  }

  EventSource event(Section event) {
    event.allow(Set.of("Type", "Properties"), Set.of());
    var properties = event.at("Properties");
    return switch (event.at("Type").text()) {
      case "S3" -> objects(properties);
      case "SQS" -> messages(properties);
      case "HttpApi" -> requests(properties);
      case "Schedule" -> schedule(properties);
      case "CloudWatchLogs" -> logLines(properties);
      default ->
          throw event.refused(
              "is of type "
                  + event.at("Type").text()
                  + "; the local run plays S3, SQS, HttpApi, Schedule and CloudWatchLogs");
    };
  }

  private static EventSource objects(Section event) {
    event.allow(Set.of("Bucket", "Events", "Filter"), Set.of());
    var rules = event.find("Filter").map(filter -> filter.at("S3Key").at("Rules"));
    return new EventSource.Objects(
        event.at("Bucket").ref(),
        event.at("Events").items().stream().map(Section::text).toList(),
        rule(rules, "prefix"),
        rule(rules, "suffix"));
  }

  private static String rule(Optional<Section> rules, String name) {
    return rules.stream()
        .flatMap(section -> section.items().stream())
        .filter(rule -> rule.at("Name").text().equals(name))
        .map(rule -> rule.at("Value").text())
        .findFirst()
        .orElse("");
  }

  private EventSource messages(Section event) {
    event.allow(
        Set.of(
            "Queue",
            "BatchSize",
            "MaximumBatchingWindowInSeconds",
            "FunctionResponseTypes",
            "ScalingConfig"),
        Set.of());
    return new EventSource.Messages(
        scope.queueOf(event.at("Queue")),
        event.find("BatchSize").map(Section::number).orElse(BATCH_SIZE_DEFAULT),
        SmallResources.seconds(event, "MaximumBatchingWindowInSeconds", Duration.ZERO),
        event
            .find("FunctionResponseTypes")
            .map(EventReader::failureReport)
            .orElse(EventSource.FailureReport.WHOLE_BATCH),
        event.find("ScalingConfig").map(scaling -> scaling.at("MaximumConcurrency").number()));
  }

  private static EventSource.FailureReport failureReport(Section types) {
    for (var type : types.items()) {
      if (!type.text().equals("ReportBatchItemFailures")) {
        throw type.refused("must be ReportBatchItemFailures but is " + type.text());
      }
    }
    return types.items().isEmpty()
        ? EventSource.FailureReport.WHOLE_BATCH
        : EventSource.FailureReport.BATCH_ITEMS;
  }

  private EventSource requests(Section event) {
    event.allow(
        Set.of("ApiId", "Path", "Method", "PayloadFormatVersion", "TimeoutInMillis"), Set.of());
    var version = event.at("PayloadFormatVersion");
    if (!version.text().equals("2.0")) {
      throw version.refused("must be 2.0 but is " + version.text());
    }
    String api = event.at("ApiId").ref();
    if (!apis.contains(api)) {
      throw event.at("ApiId").refused("names " + api + ", which is no HTTP API of this template");
    }
    return new EventSource.Requests(
        api,
        event.at("Path").text(),
        event.at("Method").text(),
        event
            .find("TimeoutInMillis")
            .map(millis -> Duration.ofMillis(millis.number()))
            .orElse(REQUEST_TIMEOUT_DEFAULT));
  }

  private static EventSource logLines(Section event) {
    event.allow(Set.of("LogGroupName"), Set.of("FilterPattern"));
    return new EventSource.LogLines(event.at("LogGroupName").ref());
  }

  private static EventSource schedule(Section event) {
    event.allow(Set.of("Schedule", "Input"), Set.of("Name", "Description"));
    var schedule = event.at("Schedule");
    var rate = RATE.matcher(schedule.text());
    if (!rate.matches()) {
      throw schedule.refused("must be rate(N minutes|hours|days) but is " + schedule.text());
    }
    var unit = UNITS.getOrDefault(rate.group(2), Duration.ZERO);
    return new EventSource.Schedule(
        unit.multipliedBy(Long.parseLong(rate.group(1))), event.at("Input").text());
  }
}
