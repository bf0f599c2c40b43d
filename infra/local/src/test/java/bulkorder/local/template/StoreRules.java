package bulkorder.local.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is stored is encrypted with a key of our own, and bound to no account, region or name. */
final class StoreRules {
  /** Where each type of store names its key, and where that it is encrypted. */
  private static final Map<String, List<String>> STORES =
      Map.of(
          "AWS::SQS::Queue", List.of("KmsMasterKeyId"),
          "AWS::SNS::Topic", List.of("KmsMasterKeyId"),
          "AWS::Logs::LogGroup", List.of("KmsKeyId"),
          "AWS::SecretsManager::Secret", List.of("KmsKeyId"),
          "AWS::Serverless::Function", List.of("KmsKeyArn"),
          "AWS::RDS::DBInstance",
              List.of("StorageEncrypted", "KmsKeyId", "PerformanceInsightsKMSKeyId"));

  private static final String BUCKET = "AWS::S3::Bucket";

  private static final Set<String> SERVICES_THAT_STORE_NOTHING =
      Set.of("CloudFormation", "CloudWatch", "EC2", "Events", "IAM", "KMS", "SES");

  private static final Set<String> TYPES_THAT_STORE_NOTHING =
      Set.of(
          "AWS::RDS::DBParameterGroup",
          "AWS::RDS::DBProxy",
          "AWS::RDS::DBProxyTargetGroup",
          "AWS::RDS::DBSubnetGroup",
          "AWS::S3::BucketPolicy",
          "AWS::SNS::Subscription",
          "AWS::SNS::TopicPolicy",
          "AWS::SQS::QueuePolicy",
          "AWS::Serverless::HttpApi",
          "Custom::Migrations");

  private static final Pattern BOUND =
      Pattern.compile("\\b\\d{12}\\b|arn:aws[\\w-]*:|\\b(us|eu|ap|sa|ca|me|af|il)-[a-z]+-\\d\\b");

  private StoreRules() {}

  static List<String> encrypted(Deployed deployed) {
    List<String> found = new ArrayList<>();
    deployed.resources().forEach(resource -> check(resource, found));
    return found;
  }

  private static void check(Deployed.Resource resource, List<String> found) {
    String type = resource.type();
    if (type.equals(BUCKET)) {
      bucket(resource, found);
    } else if (!STORES.containsKey(type) && !storesNothing(type)) {
      found.add(
          "%s is of type %s, of which this test knows no key".formatted(resource.name(), type));
    }
    STORES.getOrDefault(type, List.of()).stream()
        .filter(key -> Set.of("", "false").contains(resource.text(key)))
        .map(key -> resource.name() + " has no " + key)
        .forEach(found::add);
  }

  private static boolean storesNothing(String type) {
    String[] parts = type.split("::", -1);
    return TYPES_THAT_STORE_NOTHING.contains(type)
        || (parts.length == 3 && SERVICES_THAT_STORE_NOTHING.contains(parts[1]));
  }

  private static void bucket(Deployed.Resource bucket, List<String> found) {
    boolean own =
        bucket.property("BucketEncryption").stream()
            .flatMap(Value::all)
            .anyMatch(
                it ->
                    it.textAt("SSEAlgorithm").equals("aws:kms")
                        && !it.textAt("KMSMasterKeyID").isEmpty());
    if (!own) {
      found.add(bucket.name() + " has no key of our own");
    }
  }

  static List<String> boundToNothing(Deployed deployed) {
    return deployed
        .everything()
        .map(Value::scalar)
        .filter(text -> BOUND.matcher(text).find())
        .map(text -> "fixed account, region or partition: " + text)
        .toList();
  }

  /** Nobody comes to a bucket or a queue without TLS. */
  static List<String> tlsAlone(Deployed deployed) {
    Set<String> protectedIds =
        Stream.concat(
                deployed
                    .ofType("AWS::S3::BucketPolicy")
                    .filter(StoreRules::deniesPlain)
                    .map(policy -> policy.text("Bucket")),
                deployed
                    .ofType("AWS::SQS::QueuePolicy")
                    .filter(StoreRules::deniesPlain)
                    .flatMap(policy -> policy.property("Queues").stream())
                    .flatMap(queues -> queues.each().stream())
                    .map(Value::text))
            .collect(Collectors.toSet());
    return Stream.concat(deployed.ofType(BUCKET), deployed.ofType("AWS::SQS::Queue"))
        .filter(store -> !protectedIds.contains("${" + store.id() + "}"))
        .map(store -> store.name() + " lets callers in without TLS")
        .toList();
  }

  private static boolean deniesPlain(Deployed.Resource policy) {
    return policy
        .value()
        .all()
        .filter(statement -> statement.textAt("Effect").equals("Deny"))
        .anyMatch(
            statement ->
                statement.textAt("Condition", "Bool", "aws:SecureTransport").equals("false"));
  }
}
