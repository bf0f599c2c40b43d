package bulkorder.notify;

import bulkorder.ledger.messaging.Deadline;
import bulkorder.ledger.notification.SendRate;
import bulkorder.ledger.notification.SendRates;
import bulkorder.ledger.notification.Turn;
import bulkorder.ledger.notification.Turns.Later;
import bulkorder.ledger.notification.Turns.Taken;
import bulkorder.ledger.operations.Measurements;
import bulkorder.ledger.operations.Metric;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Sends many mails in as few requests as the provider allows, each in a turn of the rate that all
 * running copies of the function share, and begins no request that could not end in time.
 *
 * <p>Turns are taken in blocks. What is done before a request is done one turn ahead, and the next
 * request is not begun before its own turn: where the provider answers within the time between two
 * turns, one request is in flight at a time, and a crash sends no more than its mails again. A turn
 * that comes too late, since the machine paused or the ledger was slow, is not used: its mails
 * would come into the time of others. They get another one.
 */
@ApplicationScoped
class SendMails {

  private static final Logger LOG = Logger.getLogger(SendMails.class);

  /** Not at once: should no invocation ever have time for a call, they would chase each other. */
  private static final Duration HAND_ON_DELAY = Duration.ofSeconds(1);

  /** What waits longer waits in the queue, where waiting costs nothing. */
  private static final Duration WAIT_MAX = Duration.ofSeconds(5);

  /**
   * Where the ledger answers so slowly that no turn is ever in time, mails go out late rather than
   * never: the spacing of the turns still keeps to the rate, give or take one.
   */
  private static final int MISSED_BLOCKS_MAX = 2;

  private static final String LIMITER = "MAIL";

  private final MailSender sender;
  private final SendRates rates;
  private final SendRate rate;
  private final Pauses pauses;
  private final InstantSource clock;
  private final Measurements measurements;
  private final int requestsMax;
  private final Duration timeNeeded;

  SendMails(
      MailSender sender,
      SendRates rates,
      SendRate rate,
      Pauses pauses,
      InstantSource clock,
      Measurements measurements,
      NotifyConfig config) {
    this.sender = sender;
    this.rates = rates;
    this.rate = rate;
    this.pauses = pauses;
    this.clock = clock;
    this.measurements = measurements;
    this.requestsMax = config.mailRequestsMax();
    this.timeNeeded = config.mailTimeNeeded();
  }

  /**
   * Sends what can be sent in time. Once the provider says that it is too much, nothing more is.
   *
   * @param work done before and after each request; of a mail that misses its turn what is before
   *     is done once
   * @return after what time what is left, or was too much, may be tried; empty if a request was
   *     made for each mail, and none was too much
   */
  Optional<Duration> send(List<Mail> mails, Deadline deadline, RequestWork work) {
    var left = new MailsLeft(mails, sender.mailsPerRequest());
    var requests = new RequestsInFlight(sender, work, requestsMax, () -> rates.throttled(rate));
    Optional<Duration> wait;
    try (requests) {
      wait = sendInTurns(left, requests, deadline, work);
    }
    return requests.throttledFor().map(SendMails::delay).or(() -> wait);
  }

  /** Whether a request that begins now can end in time. */
  boolean haveTime(Deadline deadline) {
    return deadline.allows(timeNeeded);
  }

  private Optional<Duration> sendInTurns(
      MailsLeft left, RequestsInFlight requests, Deadline deadline, RequestWork work) {
    // Who takes turns has room for several requests, so that not each one costs a statement.
    int roomWanted = Math.ceilDiv(requestsMax, 2);
    int missedBlocks = 0;
    while (left.size() > 0 && !requests.shouldStop()) {
      if (!haveTime(deadline) || !requests.canMake(roomWanted, timeToSpare(deadline))) {
        return Optional.of(HAND_ON_DELAY);
      }
      switch (rates.take(rate, left.size(), requests.free(), waitMax(deadline))) {
        case Later later -> {
          measurements.count(Metric.LIMITER_POSTPONED, 1, LIMITER);
          return Optional.of(delay(later.in()));
        }
        case Taken taken -> {
          int before = left.size();
          for (Turn turn : taken.turns()) {
            use(turn, missedBlocks < MISSED_BLOCKS_MAX, left, requests, deadline, work);
          }
          missedBlocks = left.size() < before ? 0 : missedBlocks + 1;
        }
      }
    }
    return Optional.empty();
  }

  private void use(
      Turn turn,
      boolean mayBeMissed,
      MailsLeft left,
      RequestsInFlight requests,
      Deadline deadline,
      RequestWork work) {
    Instant now = clock.instant();
    Duration away = Duration.between(now, turn.until());
    List<List<Mail>> next = left.next(turn.units(), requests.free());
    if (next.isEmpty() || requests.shouldStop() || !deadline.allows(timeNeeded.plus(away))) {
      return;
    }
    List<Mail> notBegun = left.notBegun(next);
    if (!notBegun.isEmpty()) {
      work.begin(notBegun);
    }
    pauses.until(turn.from());
    measurements.took(Metric.LIMITER_WAIT, Duration.between(now, turn.from()), LIMITER);
    if (requests.shouldStop()) {
      return;
    }
    if (mayBeMissed && clock.instant().isAfter(turn.until())) {
      LOG.infof("a turn for %d mails came too late", turn.units());
      return;
    }
    left.remove(next);
    next.forEach(requests::make);
  }

  private Duration waitMax(Deadline deadline) {
    Duration spare = timeToSpare(deadline);
    return spare.compareTo(WAIT_MAX) < 0 ? spare : WAIT_MAX;
  }

  private Duration timeToSpare(Deadline deadline) {
    return deadline.remaining().minus(timeNeeded);
  }

  private static Duration delay(Duration wanted) {
    return wanted.compareTo(HAND_ON_DELAY) < 0 ? HAND_ON_DELAY : wanted;
  }
}
