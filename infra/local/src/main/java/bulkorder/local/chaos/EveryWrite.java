package bulkorder.local.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * Kills each function once right before and once right after each commit, each send and each call
 * to provider and mail service. What these are is learned from small files that run undisturbed.
 */
final class EveryWrite {
  private static final String STUCK_WORK = "StuckWorkFunction";
  private static final Duration SLOW = Duration.ofMillis(400);

  /** Two for each side that may be slow. */
  private static final int LEARNING_FILES = 4;

  private static final int ROUNDS_MIN = 2;
  private static final int SPARE_FILES = 2;
  private static final int WAVES_MAX = 8;

  private final ChaosSystem system;
  private final Settling settling;
  private final OrderFiles files;
  private final Voice voice;
  private final CrashSweep sweep = new CrashSweep(ROUNDS_MIN);

  EveryWrite(ChaosSystem system, Settling settling, OrderFiles files, Voice voice) {
    this.system = system;
    this.settling = settling;
    this.files = files;
    this.voice = voice;
  }

  /** Returns when there is nothing left to kill, or no hope to. */
  CrashSweep run() throws IOException, InterruptedException {
    system.world().directedBy(sweep);
    learn();
    voice.say("%d points to be killed at.".formatted(sweep.learned().size()));
    sweep.begin();
    for (int wave = 1; wave <= WAVES_MAX && !sweep.pending().isEmpty(); wave++) {
      sweep(wave);
    }
    settling.until(Settling.Look::isSettled);
    return sweep;
  }

  private void learn() throws IOException, InterruptedException {
    for (int number = 0; number < LEARNING_FILES; number++) {
      sweep.nextRound();
      slowDown(number);
      system.drop(files.smallFile());
      settling.until(Settling.Look::isSettled);
    }
    sweep.idle();
    for (int look = 0; look < ROUNDS_MIN; look++) {
      sweep.nextRound();
      system.invoke(STUCK_WORK, "{}");
    }
  }

  private void sweep(int wave) throws IOException, InterruptedException {
    slowDown(wave);
    long most = most(sweep.pending());
    voice.say(
        "Wave %d: %d points are left, %d of them of one function."
            .formatted(wave, sweep.pending().size(), most));
    for (long file = 0; file < most + SPARE_FILES; file++) {
      system.drop(files.smallFile());
    }
    for (long tries = 2 * pendingOf(STUCK_WORK); pendingOf(STUCK_WORK) > 0 && tries > 0; tries--) {
      system.invoke(STUCK_WORK, "{}");
    }
    settling.until(Settling.Look::batchesHaveEnded);
  }

  private long pendingOf(String function) {
    return sweep.pending().stream().filter(point -> point.function().equals(function)).count();
  }

  /** Turn by turn, so that each side ends batches. */
  private void slowDown(int turn) {
    sweep.slowDown(turn % 2 == 0 ? Site.CHARGE : Site.MAIL, SLOW);
  }

  private static long most(Collection<CrashPoint> points) {
    return points.stream()
        .collect(Collectors.groupingBy(CrashPoint::function, Collectors.counting()))
        .values()
        .stream()
        .mapToLong(Long::longValue)
        .max()
        .orElse(0);
  }
}
