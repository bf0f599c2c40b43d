package bulkorder.ledger.notification;

import java.time.Duration;
import java.util.List;

/** What who wants to send gets. */
public sealed interface Turns {

  /** Turns of their own, in the order of time. */
  record Taken(List<Turn> turns) implements Turns {

    /** Copies the list. */
    public Taken {
      turns = List.copyOf(turns);
    }
  }

  /** Nothing: others have turns up to then. */
  record Later(Duration in) implements Turns {}
}
