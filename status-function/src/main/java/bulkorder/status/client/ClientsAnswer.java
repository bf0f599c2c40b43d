package bulkorder.status.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some clients, in the sequence of their ids.
 *
 * @param nextCursor for the page after this one; null on the last
 */
public record ClientsAnswer(List<ClientAnswer> items, @Nullable String nextCursor) {

  /** Copies the items. */
  public ClientsAnswer {
    items = List.copyOf(items);
  }
}
