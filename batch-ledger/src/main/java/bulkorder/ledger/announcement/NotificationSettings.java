package bulkorder.ledger.announcement;

import bulkorder.ledger.NotificationKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a client has settled about being told.
 *
 * @param language of mails and messages where nothing else names one, as an ISO 639 code
 * @param kinds which mails are sent where a batch says nothing of it
 * @param operators the mail addresses of the client's own people
 * @param webhookUrl where the client's system is told of its batches
 */
public record NotificationSettings(
    String language,
    Set<NotificationKind> kinds,
    List<String> operators,
    Optional<String> webhookUrl) {

  /** The most operators of a client. */
  public static final int OPERATORS_MAX = 20;

  /** Copies the collections. */
  public NotificationSettings {
    kinds = Set.copyOf(kinds);
    operators = List.copyOf(operators);
    if (operators.size() > OPERATORS_MAX) {
      throw new IllegalArgumentException("%d operators".formatted(operators.size()));
    }
  }

  /** Names no person, so that it may be logged. */
  @Override
  public String toString() {
    return "%s, %s, %d operators".formatted(language, kinds, operators.size());
  }
}
