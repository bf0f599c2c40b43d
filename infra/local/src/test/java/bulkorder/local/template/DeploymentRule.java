package bulkorder.local.template;

import java.util.List;
import java.util.function.Function;

/** What must hold of everything that is deployed; tells each place where it does not. */
enum DeploymentRule {
  EXACT_GRANTS(GrantRules::exactGrants),
  OWN_ROLES(GrantRules::ownRoles),
  ROLES_APART(GrantRules::rolesApart),
  ENCRYPTED(StoreRules::encrypted),
  TLS_ALONE(StoreRules::tlsAlone),
  BOUND_TO_NOTHING(StoreRules::boundToNothing),
  DEAD_LETTERS(WatchRules::deadLetters),
  FAILED_OBJECTS(WatchRules::failedObjects),
  TIMEOUTS(WatchRules::timeouts),
  ALARMS(WatchRules::alarms),
  LOG_RETENTION(WatchRules::logRetention),
  MESSAGE_SOURCES(EventRules::messageSources),
  VISIBILITY(EventRules::visibility),
  ONE_CONSUMER(EventRules::oneConsumer),
  OBJECT_SOURCES(EventRules::objectSources);

  private final Function<Deployed, List<String>> violations;

  DeploymentRule(Function<Deployed, List<String>> violations) {
    this.violations = violations;
  }

  List<String> violations(Deployed deployed) {
    return violations.apply(deployed);
  }
}
