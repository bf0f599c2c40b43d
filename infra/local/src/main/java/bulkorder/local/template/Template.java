package bulkorder.local.template;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the template deploys, by logical id.
 *
 * @param parameters each with its default, if it has one
 * @param queues by logical id, as all that follow
 */
public record Template(
    Map<String, Optional<String>> parameters,
    Map<String, QueueResource> queues,
    Set<String> buckets,
    Set<String> apis,
    Map<String, MailTemplateResource> mailTemplates,
    Map<String, FunctionResource> functions) {

  /** Copies its collections. */
  public Template {
    parameters = Map.copyOf(parameters);
    queues = Map.copyOf(queues);
    buckets = Set.copyOf(buckets);
    apis = Set.copyOf(apis);
    mailTemplates = Map.copyOf(mailTemplates);
    functions = Map.copyOf(functions);
  }
}
