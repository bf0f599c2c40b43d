package bulkorder.local.chaos;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * First learns, in several rounds, at which points functions can be killed, then kills at each of
 * them once. A message is killed once only: it has to come through with the attempts that are left
 * to it. A point that too few rounds have shown depends on chance, and may never come again.
 */
final class CrashSweep implements Director {
  private static final int RECEIVES_MAX = 2;

  private final int roundsMin;
  private final Map<CrashPoint, Set<Integer>> rounds = new TreeMap<>();
  private final Set<CrashPoint> pending = new TreeSet<>();
  private final Set<CrashPoint> hits = new TreeSet<>();
  private final Set<String> killed = new HashSet<>();
  private int round = 1;
  private boolean learning = true;
  private boolean idle;
  private Site slow = Site.CHARGE;
  private Duration slowBy = Duration.ZERO;

  /**
   * @param roundsMin in how many rounds a point must have been seen
   */
  CrashSweep(int roundsMin) {
    this.roundsMin = roundsMin;
  }

  /** Learns in a further round from now on. */
  synchronized void nextRound() {
    round++;
  }

  /**
   * Makes calls at a site slow: payment and mails of a chunk run side by side, and who is last ends
   * the batch, which is work of its own.
   */
  synchronized void slowDown(Site site, Duration by) {
    slow = site;
    slowBy = by;
  }

  /**
   * Nothing is under way from now on: what a function on a schedule does now it does each time.
   * What it finds to do while others work, it may never find again.
   */
  synchronized void idle() {
    idle = true;
  }

  /** Kills from now on. */
  synchronized void begin() {
    learning = false;
    pending.addAll(learned());
  }

  @Override
  public Action at(Passage passage) {
    var process = passage.process();
    var work = passage.work();
    if (process == null || work == null || passage.ordinal() == 0) {
      return Action.GO_ON;
    }
    if (kills(CrashPoint.of(passage), work)) {
      process.kill();
      return Action.CUT;
    }
    return delay(passage);
  }

  private synchronized Action delay(Passage passage) {
    return passage.phase() == Phase.BEFORE && passage.site() == slow
        ? new Action.HoldBack(slowBy)
        : Action.GO_ON;
  }

  private synchronized boolean kills(CrashPoint point, Work work) {
    if (learning) {
      if (idle || !work.items().isEmpty()) {
        rounds.computeIfAbsent(point, _ -> new HashSet<>()).add(round);
      }
      return false;
    }
    if (!pending.contains(point) || !survives(work)) {
      return false;
    }
    pending.remove(point);
    killed.addAll(work.items());
    hits.add(point);
    return true;
  }

  private boolean survives(Work work) {
    return work.receivesMax() <= RECEIVES_MAX && work.items().stream().noneMatch(killed::contains);
  }

  synchronized Collection<CrashPoint> learned() {
    return rounds.entrySet().stream()
        .filter(seen -> seen.getValue().size() >= roundsMin)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The points at which nobody has been killed yet. */
  synchronized Collection<CrashPoint> pending() {
    return List.copyOf(pending);
  }

  /** The points at which somebody was killed. */
  synchronized Collection<CrashPoint> hits() {
    return List.copyOf(hits);
  }
}
