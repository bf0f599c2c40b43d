package bulkorder.local.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who may do what: exact actions on exact resources. */
final class GrantRules {
  /** The few wildcards that AWS demands, by resource and statement, each with its reason. */
  static final Map<String, String> DEMANDED =
      Map.ofEntries(
          Map.entry(
              "PersonalFieldsKey GovernedByTheAccountsPolicies",
              "without it nobody could govern the key; in a key's policy * is that key"),
          Map.entry(
              "DataKey GovernedByTheAccountsPolicies",
              "without it nobody could govern the key; in a key's policy * is that key"),
          Map.entry("DataKey LogGroups", "in a key's policy * is that key"),
          Map.entry("DataKey MailEventsIntoTheirQueue", "in a key's policy * is that key"),
          Map.entry("DataKey AlarmsIntoTheirTopic", "in a key's policy * is that key"),
          Map.entry(
              "AnyFunction LiveInTheVpc",
              "network interfaces are made before they have a name, and describing knows no"
                  + " resource"),
          Map.entry("AnyFunction Trace", "X-Ray takes segments without a resource"),
          Map.entry(
              "DeploymentRole LookAtAlarms", "alarms are described together, all or those named"),
          Map.entry(
              "S3Endpoint AnswersToCloudFormation",
              "CloudFormation's own bucket, whose name differs by region"),
          Map.entry(
              "KmsEndpoint KeysOfPersonalFields",
              "an endpoint; which key it may be, the functions' roles say"));

  private static final Pattern PSEUDO_PARAMETER = Pattern.compile("\\$\\{AWS::(\\w+)}");

  /** partition, service, region, account before what is named. */
  private static final int ARN_PARTS = 6;

  private GrantRules() {}

  /** A statement that allows something. */
  private record Grant(Deployed.Resource resource, Value statement) {
    String key() {
      return resource.id() + " " + statement.textAt("Sid");
    }

    Stream<String> texts(String key) {
      return statement.find(key).stream().flatMap(value -> value.each().stream()).map(Value::text);
    }

    String tell(String what) {
      return "%s (%s) grants %s".formatted(resource.name(), statement.textAt("Sid"), what);
    }
  }

  static List<String> exactGrants(Deployed deployed) {
    List<String> found = new ArrayList<>();
    grants(deployed)
        .filter(grant -> !DEMANDED.containsKey(grant.key()))
        .forEach(
            grant -> {
              grant
                  .texts("Action")
                  .filter(it -> it.contains("*"))
                  .map(grant::tell)
                  .forEach(found::add);
              grant
                  .texts("Resource")
                  .filter(GrantRules::isVague)
                  .map(grant::tell)
                  .forEach(found::add);
              Stream.of("NotAction", "NotResource")
                  .filter(grant.statement().entries()::containsKey)
                  .map(key -> grant.tell("all but what it names: " + key))
                  .forEach(found::add);
            });
    return found;
  }

  /** Reasons for what is not there any more. */
  static List<String> staleReasons(Deployed deployed) {
    Set<String> there = grants(deployed).map(Grant::key).collect(Collectors.toSet());
    return DEMANDED.keySet().stream()
        .filter(key -> !there.contains(key))
        .map(key -> key + " has a reason, but is not there")
        .toList();
  }

  /** A star is exact where it ends a name that is ours, such as that of a folder of our bucket. */
  private static boolean isVague(String resource) {
    int star = resource.indexOf('*');
    if (star < 0) {
      return false;
    }
    String[] parts = PSEUDO_PARAMETER.matcher(resource).replaceAll("$1").split(":", ARN_PARTS);
    String named = parts[parts.length - 1];
    boolean ours = named.contains(Value.STACK) || named.contains("${");
    return star < resource.length() - 1 || named.startsWith("*") || !ours;
  }

  private static Stream<Grant> grants(Deployed deployed) {
    return deployed
        .resources()
        .flatMap(
            resource ->
                resource
                    .value()
                    .all()
                    .filter(value -> value.textAt("Effect").equals("Allow"))
                    .map(statement -> new Grant(resource, statement)));
  }

  /** Policies of AWS hold wildcards, and SAM's own come where a function names no role. */
  static List<String> ownRoles(Deployed deployed) {
    Stream<String> withoutRole =
        deployed
            .functions()
            .filter(function -> function.property("Role").isEmpty())
            .map(function -> function.name() + " has no Role, so SAM makes one");
    Stream<String> withPolicies =
        deployed
            .functions()
            .filter(function -> function.property("Policies").isPresent())
            .map(function -> function.name() + " has Policies besides its Role");
    Stream<String> ofAws =
        deployed
            .resources()
            .filter(
                resource ->
                    resource.property("ManagedPolicyArns").stream()
                        .flatMap(arns -> arns.each().stream())
                        .anyMatch(arn -> arn.text().contains(":iam::aws:")))
            .map(resource -> resource.name() + " has a policy of AWS");
    return Stream.of(withoutRole, withPolicies, ofAws).flatMap(it -> it).toList();
  }

  /** Each function has a role that no other has. */
  static List<String> rolesApart(Deployed deployed) {
    List<String> found = new ArrayList<>();
    Map<String, String> owners = new HashMap<>();
    deployed
        .functions()
        .forEach(
            function -> {
              var other = owners.putIfAbsent(function.text("Role"), function.name());
              if (other != null) {
                found.add("%s shares its Role with %s".formatted(function.name(), other));
              }
            });
    return found;
  }
}
