package bulkorder.local.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Nothing is lost and nothing fails unseen. */
final class WatchRules {
  private WatchRules() {}

  /** Of each queue that is no last resort itself; whose messages outlive those of the queue. */
  static List<String> deadLetters(Deployed deployed) {
    List<Value> targets =
        Stream.concat(
                deployed
                    .ofType("AWS::SQS::Queue")
                    .flatMap(
                        queue -> queue.property("RedrivePolicy", "deadLetterTargetArn").stream()),
                deployed
                    .functions()
                    .flatMap(
                        function ->
                            function
                                .property(
                                    "EventInvokeConfig",
                                    "DestinationConfig",
                                    "OnFailure",
                                    "Destination")
                                .stream()))
            .toList();
    Set<String> lastResorts =
        targets.stream()
            .flatMap(target -> deployed.queue(target).stream())
            .map(Deployed.Resource::id)
            .collect(Collectors.toSet());
    List<String> found = new ArrayList<>();
    targets.stream()
        .filter(target -> deployed.queue(target).isEmpty())
        .forEach(target -> found.add(target.text() + " is no queue of these files"));
    deployed
        .ofType("AWS::SQS::Queue")
        .filter(queue -> !lastResorts.contains(queue.id()))
        .filter(queue -> queue.property("RedrivePolicy").isEmpty())
        .forEach(queue -> found.add(queue.name() + " has no dead-letter queue"));
    return found;
  }

  /** A file whose import fails again and again is told of. */
  static List<String> failedObjects(Deployed deployed) {
    return deployed
        .functions()
        .filter(
            function ->
                function.property("Events").stream()
                    .flatMap(events -> events.entries().values().stream())
                    .anyMatch(event -> event.textAt("Type").equals("S3")))
        .filter(
            function ->
                function.property("EventInvokeConfig", "DestinationConfig", "OnFailure").isEmpty())
        .map(function -> function.name() + " has no destination of failed invocations")
        .toList();
  }

  static List<String> timeouts(Deployed deployed) {
    return deployed
        .functions()
        .filter(function -> function.text("Timeout").isEmpty())
        .map(function -> function.name() + " has no timeout")
        .toList();
  }

  static List<String> alarms(Deployed deployed) {
    Set<String> alarms = alarmNames(deployed);
    return deployed
        .functions()
        .filter(function -> !alarms.contains(function.text("FunctionName") + "-errors"))
        .map(function -> function.name() + " has no alarm of its errors")
        .toList();
  }

  /** Of those that somebody hears of. */
  static Set<String> alarmNames(Deployed deployed) {
    return deployed
        .ofType("AWS::CloudWatch::Alarm")
        .filter(alarm -> alarm.property("AlarmActions").isPresent())
        .map(alarm -> alarm.text("AlarmName"))
        .collect(Collectors.toSet());
  }

  static List<String> logRetention(Deployed deployed) {
    Set<String> kept =
        deployed
            .ofType("AWS::Logs::LogGroup")
            .filter(group -> group.property("RetentionInDays").isPresent())
            .map(group -> group.text("LogGroupName"))
            .collect(Collectors.toSet());
    Stream<String> functions =
        deployed
            .functions()
            .filter(function -> !kept.contains("/aws/lambda/" + function.text("FunctionName")))
            .map(function -> function.name() + " has no log group with an end");
    Stream<String> groups =
        deployed
            .ofType("AWS::Logs::LogGroup")
            .filter(group -> group.property("RetentionInDays").isEmpty())
            .map(group -> group.name() + " is kept for ever");
    return Stream.concat(functions, groups).toList();
  }
}
