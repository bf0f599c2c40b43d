package bulkorder.local.template;

import java.time.Duration;

/** Reads queues. */
final class SmallResources {
  private static final Duration VISIBILITY_TIMEOUT_DEFAULT = Duration.ofSeconds(30);

  private SmallResources() {}

  static QueueResource queue(String id, Section properties) {
    return new QueueResource(
        id,
        seconds(properties, "VisibilityTimeout", VISIBILITY_TIMEOUT_DEFAULT),
        seconds(properties, "DelaySeconds", Duration.ZERO),
        properties.find("RedrivePolicy").map(SmallResources::redrive));
  }

  static Duration seconds(Section properties, String name, Duration byDefault) {
    return properties
        .find(name)
        .map(Section::number)
        .map(number -> Duration.ofSeconds(number))
        .orElse(byDefault);
  }

  private static QueueResource.Redrive redrive(Section policy) {
    return new QueueResource.Redrive(
        policy.at("deadLetterTargetArn").arnOf(), policy.at("maxReceiveCount").number());
  }
}
