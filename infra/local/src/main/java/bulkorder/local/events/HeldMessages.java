package bulkorder.local.events;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Messages in the sequence in which they are handed out: one of each group in turn, so that a group
 * with very many does not hold up another's few, and within a group as they came. What SQS fair
 * queues come to, played plainly.
 */
final class HeldMessages {
  private final int messagesMax;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<String, Deque<HeldMessage>> byGroup = new HashMap<>();
  private final Deque<String> turns = new ArrayDeque<>();
  private int size;

  HeldMessages(int messagesMax) {
    this.messagesMax = messagesMax;
  }

  void add(List<HeldMessage> messages) {
    locked(
        () -> {
          messages.forEach(this::addLast);
          changed.signalAll();
        });
  }

  /** Waits until it holds a message, at most for the time. */
  boolean awaitMessage(Duration time) throws InterruptedException {
    return await(() -> size > 0, time);
  }

  /** Waits until there is room for more, at most for the time. */
  boolean awaitRoom(Duration time) throws InterruptedException {
    return await(() -> size < messagesMax, time);
  }

  /** Takes at most so many, of as many groups as there are. */
  List<HeldMessage> take(int max) {
    List<HeldMessage> taken = new ArrayList<>();
    locked(
        () -> {
          while (taken.size() < max && !turns.isEmpty()) {
            taken.add(next());
          }
          changed.signalAll();
        });
    return taken;
  }

  /** Those that fit, which keep their place. */
  List<HeldMessage> which(Predicate<HeldMessage> fits) {
    List<HeldMessage> found = new ArrayList<>();
    locked(
        () -> byGroup.values().forEach(group -> group.stream().filter(fits).forEach(found::add)));
    return found;
  }

  /** Takes those that fit; the others keep their place. */
  List<HeldMessage> takeIf(Predicate<HeldMessage> fits) {
    List<HeldMessage> taken = new ArrayList<>();
    locked(
        () -> {
          byGroup
              .values()
              .forEach(
                  group -> {
                    group.stream().filter(fits).forEach(taken::add);
                    group.removeIf(fits);
                  });
          byGroup.values().removeIf(Deque::isEmpty);
          turns.removeIf(group -> !byGroup.containsKey(group));
          size -= taken.size();
          changed.signalAll();
        });
    return taken;
  }

  private HeldMessage next() {
    String group = turns.removeFirst();
    Deque<HeldMessage> waiting = Objects.requireNonNull(byGroup.get(group));
    HeldMessage next = waiting.removeFirst();
    if (waiting.isEmpty()) {
      byGroup.remove(group);
    } else {
      turns.addLast(group);
    }
    size--;
    return next;
  }

  private void addLast(HeldMessage message) {
    byGroup
        .computeIfAbsent(
            message.group(),
            group -> {
              turns.addLast(group);
              return new ArrayDeque<>();
            })
        .addLast(message);
    size++;
  }

  private boolean await(BooleanSupplier condition, Duration time) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = time.toNanos();
      while (!condition.getAsBoolean() && left > 0) {
        left = changed.awaitNanos(left);
      }
      return condition.getAsBoolean();
    } finally {
      lock.unlock();
    }
  }

  private void locked(Runnable work) {
    lock.lock();
    try {
      work.run();
    } finally {
      lock.unlock();
    }
  }
}
