package bulkorder.status.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some audit events, newest first.
 *
 * @param nextCursor for the page after this one; null on the last
 */
public record AuditEventsAnswer(List<AuditEventAnswer> items, @Nullable String nextCursor) {

  /** Copies the items. */
  public AuditEventsAnswer {
    items = List.copyOf(items);
  }
}
