package bulkorder.status.order;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some mails, newest first.
 *
 * @param nextCursor for the page after this one; null on the last
 */
public record MailsAnswer(List<MailAnswer> items, @Nullable String nextCursor) {

  /** Copies the items. */
  public MailsAnswer {
    items = List.copyOf(items);
  }
}
