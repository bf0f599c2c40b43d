package bulkorder.local.chaos;

import java.time.Duration;

/** What becomes of a write. */
sealed interface Action {
  /** It goes on as if nobody stood there. */
  Action GO_ON = new GoOn();

  /** The connection ends without an answer. */
  Action CUT = new Cut();

  record GoOn() implements Action {}

  record Cut() implements Action {}

  /** It is answered with an error, and does not arrive. */
  record Refuse(int status) implements Action {}

  /** It is held back. */
  record HoldBack(Duration time) implements Action {}

  /** It arrives twice. Only before a send. */
  record Repeat() implements Action {}

  /** Its messages are seen after a delay. Only before a send. */
  record Delay(int seconds) implements Action {}
}
