package bulkorder.local.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What is deployed reaches what takes traffic, and goes back when it fails there. */
final class ReleaseRules {
  private static final String MESSAGES = "SQS";
  private static final String REQUESTS = "HttpApi";
  private static final String SCHEDULE = "Schedule";

  private ReleaseRules() {}

  /** SAM makes a version of new code, but not of a parameter's new value. */
  static List<String> released(Deployed deployed) {
    return deployed
        .functions()
        .filter(function -> !function.text("AutoPublishCodeSha256").equals("${Release}"))
        .map(function -> function.name() + " has no version of its own for each release")
        .toList();
  }

  /**
   * Messages fail one by one, and requests by their status, neither of which Lambda counts as an
   * error: while traffic moves, the alarms that count them are looked at as well.
   */
  static List<String> underWatch(Deployed deployed) {
    Set<String> alarms = WatchRules.alarmNames(deployed);
    List<String> found = new ArrayList<>();
    deployed.functions().forEach(function -> check(function, alarms, found));
    return found;
  }

  private static void check(Deployed.Resource function, Set<String> alarms, List<String> found) {
    Set<String> events = eventTypes(function);
    if (function.text("DeploymentPreference", "Enabled").equals("false")) {
      if (!Set.of(SCHEDULE).containsAll(events)) {
        found.add(function.name() + " takes traffic, which moves at once");
      }
      return;
    }
    List<String> named =
        function.property("DeploymentPreference", "Alarms").stream()
            .flatMap(list -> list.each().stream())
            .map(Value::text)
            .toList();
    needed(function, events).stream()
        .filter(alarm -> !named.contains(alarm))
        .forEach(alarm -> found.add(function.name() + " moves its traffic in spite of " + alarm));
    named.stream()
        .filter(alarm -> !alarms.contains(alarm))
        .forEach(
            alarm ->
                found.add("%s looks at %s, which is no alarm".formatted(function.name(), alarm)));
  }

  private static Set<String> eventTypes(Deployed.Resource function) {
    return function.property("Events").stream()
        .flatMap(events -> events.entries().values().stream())
        .map(event -> event.textAt("Type"))
        .collect(Collectors.toSet());
  }

  private static List<String> needed(Deployed.Resource function, Set<String> events) {
    List<String> needed = new ArrayList<>();
    needed.add(function.text("FunctionName") + "-errors");
    if (events.contains(MESSAGES)) {
      needed.add(function.text("FunctionName") + "-failed-messages");
    }
    if (events.contains(REQUESTS)) {
      needed.add(Value.STACK + "-api-faults");
    }
    return needed;
  }
}
