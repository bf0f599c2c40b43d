package bulkorder.local.template;

import java.util.List;

/** What must hold of everything that is deployed. */
enum DeploymentRule {
  EXACT_GRANTS,
  OWN_ROLES,
  ROLES_APART,
  ENCRYPTED,
  TLS_ALONE,
  BOUND_TO_NOTHING,
  DEAD_LETTERS,
  FAILED_OBJECTS,
  TIMEOUTS,
  ALARMS,
  RELEASED,
  RELEASED_UNDER_WATCH,
  LOG_RETENTION,
  MESSAGE_SOURCES,
  VISIBILITY,
  ONE_CONSUMER,
  OBJECT_SOURCES;

  /** Each place where it does not hold. */
  List<String> violations(Deployed deployed) {
    return switch (this) {
      case EXACT_GRANTS -> GrantRules.exactGrants(deployed);
      case OWN_ROLES -> GrantRules.ownRoles(deployed);
      case ROLES_APART -> GrantRules.rolesApart(deployed);
      case ENCRYPTED -> StoreRules.encrypted(deployed);
      case TLS_ALONE -> StoreRules.tlsAlone(deployed);
      case BOUND_TO_NOTHING -> StoreRules.boundToNothing(deployed);
      case DEAD_LETTERS -> WatchRules.deadLetters(deployed);
      case FAILED_OBJECTS -> WatchRules.failedObjects(deployed);
      case TIMEOUTS -> WatchRules.timeouts(deployed);
      case ALARMS -> WatchRules.alarms(deployed);
      case RELEASED -> ReleaseRules.released(deployed);
      case RELEASED_UNDER_WATCH -> ReleaseRules.underWatch(deployed);
      case LOG_RETENTION -> WatchRules.logRetention(deployed);
      case MESSAGE_SOURCES -> EventRules.messageSources(deployed);
      case VISIBILITY -> EventRules.visibility(deployed);
      case ONE_CONSUMER -> EventRules.oneConsumer(deployed);
      case OBJECT_SOURCES -> EventRules.objectSources(deployed);
    };
  }
}
