package bulkorder.standins;

import java.util.random.RandomGenerator;

/** How a mail service treats requests now: rates, latency and errors. */
final class MailGate {

  private record Mood(
      MailServer.Behaviour behaviour, RateLimit recipients, RateLimit notifications) {}

  private final RandomGenerator random;
  private volatile Mood mood;

  MailGate(MailServer.Behaviour behaviour, RandomGenerator random) {
    this.random = random;
    this.mood = mood(behaviour);
  }

  void behave(MailServer.Behaviour behaviour) {
    mood = mood(behaviour);
  }

  MailServer.Behaviour behaviour() {
    return mood.behaviour();
  }

  boolean admitsRecipients(int count) {
    return mood.recipients().admits(count);
  }

  boolean admitsNotification() {
    return mood.notifications().admits(1);
  }

  /** Takes its time, then says whether the request goes through or fails. */
  boolean letsThrough() {
    MailServer.Behaviour now = behaviour();
    try {
      Thread.sleep(now.latency());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted by the end of the server", e);
    }
    return now.errorRate() == 0 || random.nextDouble() >= now.errorRate();
  }

  private static Mood mood(MailServer.Behaviour behaviour) {
    return new Mood(
        behaviour,
        new RateLimit(behaviour.recipientsPerSecondMax(), System::nanoTime),
        new RateLimit(behaviour.notificationsPerSecondMax(), System::nanoTime));
  }
}
