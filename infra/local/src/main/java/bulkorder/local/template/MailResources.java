package bulkorder.local.template;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** What a template, with the stacks that it nests, deploys at SES and behind it. */
public record MailResources(
    List<MailTemplateResource> templates,
    List<MailEventDestination> destinations,
    List<MailEventRule> rules) {

  static final MailResources NONE = new MailResources(List.of(), List.of(), List.of());

  /** Copies its lists. */
  public MailResources {
    templates = List.copyOf(templates);
    destinations = List.copyOf(destinations);
    rules = List.copyOf(rules);
  }

  MailResources and(MailResources others) {
    return new MailResources(
        both(templates, others.templates),
        both(destinations, others.destinations),
        both(rules, others.rules));
  }

  private static <T> List<T> both(Collection<T> some, Collection<T> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }
}
