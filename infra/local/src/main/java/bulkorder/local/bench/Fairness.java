package bulkorder.local.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/** A small file of one client while a large one of another runs. */
record Fairness(int rows) implements PipelinePart {
  private static final String OTHER_CLIENT = "acme";
  private static final int OTHER_CLIENTS_ROWS = 100;
  private static final double SECONDS_MAX = 10;

  @Override
  public void measure(PipelineSystem system, Findings findings)
      throws IOException, SQLException, InterruptedException {
    system.say("%,d rows of one client, then %d of another".formatted(rows, OTHER_CLIENTS_ROWS));
    var large = system.orders(rows);
    var small = system.orders(OTHER_CLIENTS_ROWS);
    String key = system.drop(large, PipelineSystem.CLIENT);
    system.awaitRows(key, rows / 20);
    long dropped = System.nanoTime();
    var other = system.run(small, OTHER_CLIENT);
    double seconds = (System.nanoTime() - dropped) / (double) TimeUnit.SECONDS.toNanos(1);
    system.say("  the other client's rows ended after %.2f s".formatted(seconds));
    if (system.awaitEnd(key).endedAt() < other.endedAt()) {
      system.say("  and so had all of the large file");
    }
    findings.add(
        "otherClient",
        "%d rows beside %,d of another client".formatted(OTHER_CLIENTS_ROWS, rows),
        Unit.SECONDS,
        seconds);
    findings.add(
        Target.atMost(
            "otherClient",
            "%d rows of a client while %,d of another run, upload to end"
                .formatted(OTHER_CLIENTS_ROWS, rows),
            Unit.SECONDS,
            seconds,
            SECONDS_MAX));
  }
}
