package bulkorder.local;

import bulkorder.local.events.QueueAddress;
import bulkorder.local.template.QueueResource;
import bulkorder.local.template.Template;
import bulkorder.standins.QueueSpec;
import bulkorder.standins.Redrive;
import java.util.LinkedHashMap;
import java.util.Map;

/** Creates the template's queues. */
final class LocalQueues {
  private LocalQueues() {}

  /** The queues by logical id. Those that others redrive to are created first. */
  static Map<String, QueueAddress> create(Template template, AwsServices aws, TimeFactor time) {
    Map<String, QueueAddress> addresses = new LinkedHashMap<>();
    for (boolean redriving : new boolean[] {false, true}) {
      template.queues().values().stream()
          .filter(queue -> queue.redrive().isPresent() == redriving)
          .forEach(queue -> addresses.put(queue.id(), create(queue, aws, time)));
    }
    return addresses;
  }

  private static QueueAddress create(QueueResource queue, AwsServices aws, TimeFactor time) {
    var redrive =
        queue
            .redrive()
            .map(policy -> new Redrive(policy.deadLetterQueue(), policy.receivesMax()))
            .orElse(null);
    var visibilityTimeout = time.scale(queue.visibilityTimeout());
    String url =
        aws.createQueue(
            new QueueSpec(queue.id(), visibilityTimeout, time.scale(queue.delay()), redrive));
    return new QueueAddress(url, aws.queueArn(queue.id()), aws.region(), visibilityTimeout);
  }
}
