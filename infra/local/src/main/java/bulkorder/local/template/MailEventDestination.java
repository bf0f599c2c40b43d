package bulkorder.local.template;

import java.util.Set;

/**
 * An {@code AWS::SES::ConfigurationSetEventDestination}: of mails that name the configuration set,
 * events of these types ({@code BOUNCE}, …) go to the event bus.
 */
public record MailEventDestination(Expression configurationSet, Set<String> types) {
  /** Copies the types. */
  public MailEventDestination {
    types = Set.copyOf(types);
  }
}
