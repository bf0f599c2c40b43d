package bulkorder.local.chaos;

import bulkorder.standins.ObjectCreated;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Plays the faults of a plan, each when its moment has come by count. */
final class RandomFaults implements Director, FaultyWorld.ObjectNews {
  /**
   * A message that has been received more often is left alone: it shall not become a dead letter.
   */
  private static final int RECEIVES_MAX = 3;

  private static final int KILLS_OF_ONE_MAX = 2;
  private static final String DROPPED = "incoming/";
  private static final int[] ERRORS = {500, 502, 503};
  private static final List<String> VICTIMS =
      List.of(
          "PaymentFunction",
          "NotifyFunction",
          "OrderFunction",
          "ImportFunction",
          "ReportsFunction");

  private final FaultyWorld world;
  private final FaultTimes times;
  private final List<Fault> waiting;
  private final Map<Place, Long> passages = new HashMap<>();
  private final Map<FaultKind, Integer> played = new EnumMap<>(FaultKind.class);
  private final Map<String, Integer> kills = new HashMap<>();

  private record Place(Site site, Phase phase) {}

  RandomFaults(FaultyWorld world, FaultTimes times, List<Fault> plan) {
    this.world = world;
    this.times = times;
    waiting = new ArrayList<>(plan);
    waiting.sort(Comparator.comparingLong(Fault::at));
  }

  /** How many of a kind have happened. */
  synchronized int played(FaultKind kind) {
    return played.getOrDefault(kind, 0);
  }

  synchronized int playedTotal() {
    return played.values().stream().mapToInt(Integer::intValue).sum();
  }

  @Override
  public Action at(Passage passage) {
    var fault =
        next(passage.site(), passage.phase(), it -> !it.kind().kills() || mayKill(passage.work()));
    return fault == null ? Action.GO_ON : play(fault, passage);
  }

  private synchronized @Nullable Fault next(Site site, Phase phase, Predicate<Fault> possible) {
    long count = passages.merge(new Place(site, phase), 1L, Long::sum);
    for (var fault : waiting) {
      if (fault.at() > count) {
        return null;
      }
      if (fault.kind().site() == site && fault.kind().phase() == phase && possible.test(fault)) {
        waiting.remove(fault);
        played.merge(fault.kind(), 1, Integer::sum);
        return fault;
      }
    }
    return null;
  }

  /** Lets a message or an event that has been killed often come through. */
  private boolean mayKill(@Nullable Work work) {
    if (work == null || work.receivesMax() > RECEIVES_MAX || work.items().isEmpty()) {
      return false;
    }
    int max = work.receivesMax() == 0 ? 1 : KILLS_OF_ONE_MAX;
    if (work.items().stream().anyMatch(item -> kills.getOrDefault(item, 0) >= max)) {
      return false;
    }
    work.items().forEach(item -> kills.merge(item, 1, Integer::sum));
    return true;
  }

  private Action play(Fault fault, Passage passage) {
    return switch (fault.kind()) {
      case KILLED_BEFORE_COMMIT,
          KILLED_AFTER_COMMIT,
          KILLED_BEFORE_SEND,
          KILLED_AFTER_SEND,
          KILLED_BEFORE_CHARGE,
          KILLED_AFTER_CHARGE,
          KILLED_BEFORE_MAIL,
          KILLED_AFTER_MAIL ->
          kill(passage);
      case KILLED_AT_ANY_MOMENT -> {
        later(times.moment(fault.dice()), () -> killSomeone(fault.dice()));
        yield Action.GO_ON;
      }
      case MESSAGE_TWICE -> new Action.Repeat();
      case MESSAGE_LATE ->
          new Action.Delay(Math.toIntExact(1 + times.lateness(fault.dice()).toSeconds()));
      case SEND_ANSWER_LOST, CUT_BEFORE_CHARGE, CUT_AFTER_CHARGE, CUT_AFTER_MAIL -> Action.CUT;
      case ACKNOWLEDGEMENT_LOST -> new Action.Refuse(400);
      case CHARGE_ARRIVES_LATE, CHARGE_ANSWERED_LATE ->
          new Action.HoldBack(times.latency(fault.dice()));
      case CHARGE_ANSWERED_5XX -> new Action.Refuse(ERRORS[(int) (fault.dice() * ERRORS.length)]);
      case MAIL_ANSWERED_5XX -> new Action.Refuse(500);
      case QUEUES_DOWN -> after(() -> world.weather().stopQueues(times.queuesDown()));
      case DATABASE_CUT -> after(world::cutDatabase);
      case DATABASE_PAUSED -> after(() -> world.weather().pauseDatabase(times.databaseSilent()));
      case DATABASE_RESTARTED -> after(world.world().restartDatabase());
      case OBJECT_TOLD_TWICE, OBJECT_TOLD_LATE -> Action.GO_ON;
    };
  }

  private static Action kill(Passage passage) {
    var process = passage.process();
    if (process != null) {
      process.kill();
    }
    return Action.CUT;
  }

  private static Action after(Runnable change) {
    change.run();
    return Action.GO_ON;
  }

  /** Of the functions that work now, the first after the one that the dice say. */
  private void killSomeone(double dice) {
    int first = (int) (dice * VICTIMS.size());
    for (int i = 0; i < VICTIMS.size(); i++) {
      var function = VICTIMS.get((first + i) % VICTIMS.size());
      for (var process : world.processes(function)) {
        if (mayKillNow(process)) {
          process.kill();
          return;
        }
      }
    }
  }

  private synchronized boolean mayKillNow(WatchedProcess process) {
    return mayKill(process.work());
  }

  @Override
  public void created(ObjectCreated created, Consumer<ObjectCreated> listener) {
    if (!created.key().startsWith(DROPPED)) {
      listener.accept(created);
      return;
    }
    var fault = next(Site.OBJECT, Phase.BEFORE, _ -> true);
    var lateness = fault == null ? Duration.ZERO : times.lateness(fault.dice());
    if (fault == null || fault.kind() == FaultKind.OBJECT_TOLD_TWICE) {
      listener.accept(created);
    }
    if (fault != null) {
      later(lateness, () -> listener.accept(created));
    }
  }

  private static void later(Duration time, Runnable action) {
    Thread.startVirtualThread(
        () -> {
          try {
            Thread.sleep(time);
            action.run();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        });
  }
}
