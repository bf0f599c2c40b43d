package bulkorder.local;

import bulkorder.local.events.QueueAddress;
import bulkorder.local.template.Expression;
import bulkorder.local.template.MailEventRule;
import bulkorder.local.template.MailResources;
import bulkorder.standins.MailEvent;
import java.util.Collection;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Plays the event bus between SES and the queues: what a configuration set's destination takes goes
 * where the rules say.
 */
record MailEventRoutes(
    MailResources mail, LocalValues values, Collection<QueueAddress> queues, SqsClient sqs) {

  /** Hands on what became of a mail, as SES wrote it. */
  void mailHappened(MailEvent event) {
    if (isTaken(event)) {
      mail.rules().stream().filter(rule -> matches(rule, event)).forEach(rule -> send(rule, event));
    }
  }

  private boolean isTaken(MailEvent event) {
    return mail.destinations().stream()
        .anyMatch(
            it ->
                names(it.configurationSet(), event.configurationSet())
                    && it.types().contains(event.type()));
  }

  private boolean matches(MailEventRule rule, MailEvent event) {
    return rule.configurationSets().stream().anyMatch(it -> names(it, event.configurationSet()));
  }

  private boolean names(Expression expression, String name) {
    return expression.resolve(values).equals(name);
  }

  private void send(MailEventRule rule, MailEvent event) {
    for (var target : rule.queueArns()) {
      String arn = target.resolve(values);
      var queue =
          queues.stream()
              .filter(it -> it.arn().equals(arn))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("the template has no queue " + arn));
      sqs.sendMessage(request -> request.queueUrl(queue.url()).messageBody(event.json()));
    }
  }
}
