package bulkorder.local.events;

import bulkorder.local.TimeFactor;
import bulkorder.local.lambda.InvocationResult;
import bulkorder.local.template.AsyncInvocations;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Invokes one function asynchronously: events wait in line, a failed one is tried again after one
 * minute and after two, and what failed for good goes to the destination.
 */
public final class AsyncFunction implements AutoCloseable {
  private static final List<Duration> BACKOFF =
      List.of(Duration.ofMinutes(1), Duration.ofMinutes(2));
  private static final int EVENTS_WAITING_MAX = 10_000;

  private final String name;
  private final String arn;
  private final AsyncInvocations config;
  private final TimeFactor timeFactor;
  private final Clock clock;
  private final Functions functions;
  private final Consumer<String> onFailure;
  private final Problems problems;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Semaphore room = new Semaphore(EVENTS_WAITING_MAX);

  /**
   * Knows the function, and invokes nothing yet.
   *
   * @param onFailure takes the record of an event that failed for good
   */
  public AsyncFunction(
      String name,
      String arn,
      AsyncInvocations config,
      TimeFactor timeFactor,
      Clock clock,
      Functions functions,
      Consumer<String> onFailure,
      Problems problems) {
    this.name = name;
    this.arn = arn;
    this.config = config;
    this.timeFactor = timeFactor;
    this.clock = clock;
    this.functions = functions;
    this.onFailure = onFailure;
    this.problems = problems;
  }

  /** Accepts the event and returns; waits only when very many wait already. */
  public void invoke(String payload) {
    room.acquireUninterruptibly();
    Thread.startVirtualThread(
        () -> {
          try {
            run(payload);
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          } finally {
            room.release();
          }
        });
  }

  private void run(String payload) throws InterruptedException {
    var accepted = clock.instant();
    String requestId = UUID.randomUUID().toString();
    for (int attempt = 1; stopped.getCount() > 0; attempt++) {
      var result = attempt(payload);
      if (result instanceof InvocationResult.Succeeded || stopped.getCount() == 0) {
        return;
      }
      problems.report(name + " failed, attempt " + attempt + ": " + result);
      if (attempt > config.retriesMax()) {
        giveUp(requestId, FailureRecord.Condition.RETRIES_EXHAUSTED, attempt, payload, result);
        return;
      }
      var delay = timeFactor.scale(BACKOFF.get(Math.min(attempt, BACKOFF.size()) - 1));
      if (tooOld(accepted, delay)) {
        giveUp(requestId, FailureRecord.Condition.EVENT_AGE_EXCEEDED, attempt, payload, result);
        return;
      }
      if (stopped.await(delay.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    }
  }

  private InvocationResult attempt(String payload) throws InterruptedException {
    try {
      return functions.invoke(name, payload);
    } catch (IOException problem) {
      return new InvocationResult.Crashed(String.valueOf(problem.getMessage()));
    }
  }

  private boolean tooOld(Instant accepted, Duration delay) {
    var latest = accepted.plus(timeFactor.scale(config.ageMax()));
    return clock.instant().plus(delay).isAfter(latest);
  }

  private void giveUp(
      String requestId,
      FailureRecord.Condition condition,
      int attempts,
      String payload,
      InvocationResult last) {
    var failure =
        new FailureRecord(requestId, arn, condition, attempts, payload, last, clock.instant());
    onFailure.accept(failure.json());
  }

  /** Forgets what still waits for another attempt. */
  @Override
  public void close() {
    stopped.countDown();
  }
}
