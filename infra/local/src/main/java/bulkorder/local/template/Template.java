package bulkorder.local.template;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the template deploys, with the stacks that it nests.
 *
 * @param parameters each with its default, if it has one
 * @param queues by logical id, those of nested stacks too, as buckets, APIs and functions
 * @param buckets each with what it is called on AWS, if the template says it
 * @param migrations the function that migrates the ledger when it is deployed, if one does
 */
public record Template(
    Map<String, Optional<String>> parameters,
    Map<String, QueueResource> queues,
    Map<String, Optional<Expression>> buckets,
    Set<String> apis,
    MailResources mail,
    Map<String, FunctionResource> functions,
    Optional<String> migrations) {

  private static final int SOONER = 4;

  /** Copies its collections. */
  public Template {
    parameters = Map.copyOf(parameters);
    queues = Map.copyOf(queues);
    buckets = Map.copyOf(buckets);
    apis = Set.copyOf(apis);
    functions = Map.copyOf(functions);
  }

  /**
   * The same without the other functions; their queues stay, and nobody reads them.
   *
   * @throws IllegalArgumentException if one of them is not in the template
   */
  public Template withOnly(Set<String> functionIds) {
    var kept = new HashMap<>(functions);
    kept.keySet().retainAll(functionIds);
    if (kept.size() < functionIds.size()) {
      throw new IllegalArgumentException(
          "of the functions %s the template has only %s".formatted(functionIds, kept.keySet()));
    }
    return new Template(parameters, queues, buckets, apis, mail, kept, migrations);
  }

  /** The same with one more variable in the environment of one function. */
  public Template withVariable(String functionId, String name, String value) {
    var changed = new HashMap<>(functions);
    changed.computeIfPresent(functionId, (_, function) -> function.withVariable(name, value));
    return new Template(parameters, queues, buckets, apis, mail, changed, migrations);
  }

  /**
   * The same with another default of a parameter.
   *
   * @throws IllegalArgumentException if there is no such parameter
   */
  public Template withParameter(String name, String value) {
    if (!parameters.containsKey(name)) {
      throw new IllegalArgumentException("the template has no parameter " + name);
    }
    var changed = new HashMap<>(parameters);
    changed.put(name, Optional.of(value));
    return new Template(changed, queues, buckets, apis, mail, functions, migrations);
  }

  /**
   * The same with messages that are seen again sooner. Six times a function's timeout, as deployed,
   * is patience with a consumer that is throttled; a fourth of it outlives the function as well.
   */
  public Template withSoonerRedelivery() {
    var changed = new HashMap<>(queues);
    changed.replaceAll((_, queue) -> queue.withVisibilityDividedBy(SOONER));
    return new Template(parameters, changed, buckets, apis, mail, functions, migrations);
  }
}
