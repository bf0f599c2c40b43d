package bulkorder.notify;

import java.time.Instant;

/** Lets time pass. */
interface Pauses {

  /** Returns at a moment, or at once if it is over; never earlier. */
  void until(Instant moment);
}
