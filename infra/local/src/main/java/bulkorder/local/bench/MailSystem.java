package bulkorder.local.bench;

import bulkorder.local.LocalSystem;
import bulkorder.local.cli.FileDrop;
import bulkorder.local.template.Template;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The way of an order to its mail, with several processes of each function. Nobody reads the
 * payments queue, so the machine is busy with mails alone.
 */
final class MailSystem implements AutoCloseable {
  private static final Set<String> FUNCTIONS =
      Set.of("SchemaFunction", "ImportFunction", "OrderFunction", "NotifyFunction");
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  /** Until then all orders exist, and every mail of them waits. */
  private static final Duration HELD_BACK = Duration.ofSeconds(20);

  private static final Duration RUN_MAX = Duration.ofMinutes(5);

  /**
   * Provider and limit, as the template's parameters say them.
   *
   * @param provider SES or SERVICE
   * @param mailsPerSecondMax recipients of SES, requests of the notification service
   * @param chunkRows so few that every copy has work
   */
  record Settings(String provider, int mailsPerSecondMax, int copies, int chunkRows) {
    Template of(Template template) {
      return template
          .withOnly(FUNCTIONS)
          .withParameter("MailProvider", provider)
          .withParameter("MailRate", Integer.toString(mailsPerSecondMax))
          .withParameter("ChunkRows", Integer.toString(chunkRows));
    }
  }

  /**
   * A file whose mails have all been sent.
   *
   * @param limiterWrites rows of the send rates that were written meanwhile
   */
  record Sent(List<MailArrival> arrivals, long limiterWrites) {}

  private final Workbench workbench;
  private final LocalSystem system;
  private final Queue<String> problems;
  private final FileDrop drop;
  private final SendRateWrites writes;
  private final MailProvider provider;
  private int seed;

  private MailSystem(
      Workbench workbench, LocalSystem system, Queue<String> problems, SendRateWrites writes) {
    this.workbench = workbench;
    this.system = system;
    this.problems = problems;
    this.drop = new FileDrop(system.addresses());
    this.writes = writes;
    this.provider = new MailProvider(system.addresses().mailbox());
  }

  static MailSystem start(Workbench workbench, Settings settings)
      throws IOException, SQLException, InterruptedException {
    Queue<String> problems = new ConcurrentLinkedQueue<>();
    var system = workbench.system(settings::of, settings.copies(), problems::add);
    try {
      var writes = SendRateWrites.of(system.addresses());
      return new MailSystem(workbench, system, problems, writes);
    } catch (SQLException | RuntimeException failure) {
      system.close();
      throw failure;
    }
  }

  MailProvider provider() {
    return provider;
  }

  /**
   * Drops a file of orders, and waits until the mail of each was sent. Mails wait until all orders
   * exist, so that what is used of the limit is not a matter of how fast orders are made.
   *
   * @throws IllegalStateException if that takes very long or anything failed
   */
  Sent send(int rows) throws IOException, SQLException, InterruptedException {
    Path file = workbench.orders(rows, ++seed);
    long before = provider.arrivals(1).size();
    long writesBefore = writes.settled();
    writes.holdBack(HELD_BACK);
    drop.put(file, "incoming/demo/%d-%s".formatted(seed, file.getFileName()));
    var arrivals = awaitMails(before + 1, rows);
    return new Sent(arrivals, writes.settled() - writesBefore);
  }

  private List<MailArrival> awaitMails(long since, int mails)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < RUN_MAX.toNanos()) {
      var arrivals = provider.arrivals(since);
      int sent = arrivals.stream().mapToInt(MailArrival::sent).sum();
      if (!problems.isEmpty()) {
        throw new IllegalStateException("the run failed: " + problems);
      }
      if (sent >= mails) {
        return arrivals;
      }
      workbench.sayNowAndThen("  %,d of %,d mails sent".formatted(sent, mails));
      Thread.sleep(BETWEEN_LOOKS);
    }
    throw new IllegalStateException(
        "%,d mails were not sent within %d minutes".formatted(mails, RUN_MAX.toMinutes()));
  }

  @Override
  public void close() throws SQLException {
    provider.close();
    writes.close();
    drop.close();
    system.close();
  }
}
