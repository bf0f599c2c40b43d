package bulkorder.local.template;

import java.util.Set;

/**
 * The types of resource that the local run plays, with the names of the properties that it plays
 * and of those that make no difference on one machine. Types of the kind {@link #WITHOUT_EFFECT}
 * are left alone.
 */
enum ResourceType {
  FUNCTION(
      "AWS::Serverless::Function",
      "CodeUri Handler Timeout MemorySize Environment Events EventInvokeConfig",
      "FunctionName Runtime Architectures EphemeralStorage ReservedConcurrentExecutions Role"
          + " Tracing VpcConfig LoggingConfig KmsKeyArn AutoPublishAlias AutoPublishCodeSha256"
          + " VersionDeletionPolicy DeploymentPreference Description Tags"),
  QUEUE(
      "AWS::SQS::Queue",
      "VisibilityTimeout DelaySeconds RedrivePolicy",
      "QueueName MessageRetentionPeriod KmsMasterKeyId KmsDataKeyReusePeriodSeconds"
          + " SqsManagedSseEnabled RedriveAllowPolicy Tags"),
  BUCKET(
      "AWS::S3::Bucket",
      "BucketName",
      "VersioningConfiguration PublicAccessBlockConfiguration BucketEncryption"
          + " OwnershipControls LifecycleConfiguration CorsConfiguration LoggingConfiguration"
          + " Tags"),
  API(
      "AWS::Serverless::HttpApi",
      "",
      "AccessLogSettings Auth DefaultRouteSettings Description Tags"),
  MIGRATIONS("Custom::Migrations", "ServiceToken", "Version ServiceTimeout"),
  STACK("AWS::CloudFormation::Stack", "TemplateURL Parameters", "TimeoutInMinutes Tags"),
  MAIL_TEMPLATE("AWS::SES::Template", "Template", ""),
  CONFIGURATION_SET(
      "AWS::SES::ConfigurationSet",
      "Name",
      "DeliveryOptions ReputationOptions SuppressionOptions VdmOptions Tags"),
  MAIL_EVENTS(
      "AWS::SES::ConfigurationSetEventDestination", "ConfigurationSetName EventDestination", ""),
  RULE("AWS::Events::Rule", "EventPattern Targets", "Name Description Tags"),
  WITHOUT_EFFECT("", "", "");

  /** Services whose resources protect, watch or connect, but do not move an order. */
  private static final Set<String> SERVICES_WITHOUT_EFFECT =
      Set.of("CloudWatch", "EC2", "IAM", "KMS", "Logs", "RDS", "SecretsManager", "SNS");

  /** Of services that are played otherwise: who may, and who sends. */
  private static final Set<String> TYPES_WITHOUT_EFFECT =
      Set.of(
          "AWS::S3::BucketPolicy",
          "AWS::SQS::QueuePolicy",
          "AWS::Lambda::Permission",
          "AWS::SES::EmailIdentity");

  private final String cloudFormationType;
  private final String played;
  private final String withoutEffectHere;

  ResourceType(String cloudFormationType, String played, String withoutEffectHere) {
    this.cloudFormationType = cloudFormationType;
    this.played = played;
    this.withoutEffectHere = withoutEffectHere;
  }

  static ResourceType of(Section resource) {
    String name = resource.at("Type").text();
    for (var type : values()) {
      if (type.cloudFormationType.equals(name)) {
        return type;
      }
    }
    if (TYPES_WITHOUT_EFFECT.contains(name) || SERVICES_WITHOUT_EFFECT.contains(service(name))) {
      return WITHOUT_EFFECT;
    }
    throw resource.refused("is of type " + name + ", which the local run does not play");
  }

  /** Refuses properties that would be ignored. */
  void check(Section properties) {
    properties.allow(names(played), names(withoutEffectHere));
  }

  private static Set<String> names(String separatedBySpaces) {
    return Set.of(separatedBySpaces.split(" "));
  }

  private static String service(String name) {
    String[] parts = name.split("::", -1);
    return parts.length == 3 ? parts[1] : "";
  }
}
