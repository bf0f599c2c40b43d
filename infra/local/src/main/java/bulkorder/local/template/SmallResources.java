package bulkorder.local.template;

import java.time.Duration;

/** Reads queues and mail templates. */
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

  static MailTemplateResource mailTemplate(String id, Section properties) {
    var template = properties.at("Template");
    return new MailTemplateResource(
        id,
        template.at("SubjectPart").text(),
        template.at("TextPart").text(),
        template.at("HtmlPart").text());
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
