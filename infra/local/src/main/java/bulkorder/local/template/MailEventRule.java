package bulkorder.local.template;

import java.util.List;

/**
 * An {@code AWS::Events::Rule} that hands events of mails of these configuration sets on to queues,
 * as SES wrote them.
 *
 * @param queueArns of its targets
 */
public record MailEventRule(List<Expression> configurationSets, List<Expression> queueArns) {
  /** Copies its lists. */
  public MailEventRule {
    configurationSets = List.copyOf(configurationSets);
    queueArns = List.copyOf(queueArns);
  }
}
