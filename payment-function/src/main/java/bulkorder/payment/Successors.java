package bulkorder.payment;

import bulkorder.ledger.batch.Chunk;
import bulkorder.ledger.batch.Chunks;
import bulkorder.ledger.messaging.ChunkQueue;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** The messages that follow one whose chunk could not be charged to its end. */
@ApplicationScoped
class Successors {

  /** Not at once: should no invocation ever have time for a call, they would chase each other. */
  private static final Duration HAND_ON_DELAY = Duration.ofSeconds(1);

  private final Chunks chunks;
  private final ChunkQueue queue;
  private final PaymentConfig config;
  private final InstantSource clock;
  private final RandomGenerator random;

  Successors(
      Chunks chunks,
      ChunkQueue queue,
      PaymentConfig config,
      InstantSource clock,
      RandomGenerator random) {
    this.chunks = chunks;
    this.queue = queue;
    this.config = config;
    this.clock = clock;
    this.random = random;
  }

  /** Hands the rest of a chunk on to another invocation. */
  void handOn(Chunk chunk) {
    queue.sendLater(chunk, HAND_ON_DELAY);
  }

  /** Looks at a chunk again after a time. */
  void after(Chunk chunk, Duration delay) {
    queue.sendLater(chunk, delay);
  }

  /** Looks at a chunk again while nothing may be charged, spread so that not all come at once. */
  void whileWaiting(Chunk chunk) {
    rest(chunk, spread());
  }

  /** Looks at a chunk again once the provider takes charges, as far as it has said. */
  void whenProviderTakes(Chunk chunk, Duration notBefore) {
    rest(chunk, notBefore.plus(spread()));
  }

  /** Whether payments that began then, and were turned away ever since, have to be given up. */
  boolean waitedTooLong(Instant since) {
    return since.plus(config.paymentWaitMax()).isBefore(clock.instant());
  }

  private void rest(Chunk chunk, Duration delay) {
    chunks.rest(chunk, delay);
    queue.sendLater(chunk, delay);
  }

  /** Between half of the wait and the whole, and never at once. */
  private Duration spread() {
    long millis = config.paymentWait().toMillis();
    return Duration.ofMillis(millis / 2 + random.nextLong(millis / 2 + 1)).plus(HAND_ON_DELAY);
  }
}
