package bulkorder.local.template;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what is deployed at SES, and the rules for what SES tells. */
final class MailReader {
  private final Scope scope;

  MailReader(Scope scope) {
    this.scope = scope;
  }

  MailTemplateResource template(Section properties) {
    var template = properties.at("Template");
    return new MailTemplateResource(
        scope.of(template.at("TemplateName")),
        template.at("SubjectPart").text(),
        template.at("TextPart").text(),
        template.at("HtmlPart").text());
  }

  MailEventDestination destination(Section properties) {
    var destination = properties.at("EventDestination");
    destination.allow(
        Set.of("Enabled", "MatchingEventTypes", "EventBridgeDestination"), Set.of("Name"));
    destination.at("EventBridgeDestination");
    destination.at("Enabled").mustBe("true");
    return new MailEventDestination(
        scope.of(properties.at("ConfigurationSetName")),
        destination.at("MatchingEventTypes").items().stream()
            .map(Section::text)
            .collect(Collectors.toSet()));
  }

  MailEventRule rule(Section properties) {
    var targets = properties.at("Targets").items();
    return new MailEventRule(
        configurationSets(properties.at("EventPattern")),
        targets.stream().map(this::queueArn).toList());
  }

  private List<Expression> configurationSets(Section pattern) {
    pattern.allow(Set.of("source", "detail"), Set.of());
    pattern.at("source").items().forEach(source -> source.mustBe("aws.ses"));
    return only(only(only(pattern.at("detail"), "mail"), "tags"), "ses:configuration-set")
        .items()
        .stream()
        .map(scope::of)
        .toList();
  }

  private static Section only(Section section, String key) {
    section.allow(Set.of(key), Set.of());
    return section.at(key);
  }

  private Expression queueArn(Section target) {
    target.allow(Set.of("Arn", "InputPath"), Set.of("Id", "DeadLetterConfig"));
    target.at("InputPath").mustBe("$.detail");
    return scope.of(target.at("Arn"));
  }
}
