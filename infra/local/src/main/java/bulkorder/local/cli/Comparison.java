package bulkorder.local.cli;

import bulkorder.local.moto.Records;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Holds what the API tells of batches against what another service took in. */
final class Comparison {
  private static final String SENT = "SENT";
  private static final String TO_CUSTOMERS = "-order-confirmed-";
  private static final String OF_DECLINED = "-payment-failed-";

  /** Messages of what follows a batch's end may still be under way. */
  private static final Duration QUIET_MAX = Duration.ofSeconds(30);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  private final Records records;
  private final List<Batch> batches;

  Comparison(Records records, List<Batch> batches) {
    this.records = records;
    this.batches = batches;
  }

  /** A sentence for each thing that is not as it should be. */
  List<String> findings() throws IOException, InterruptedException {
    List<String> findings = new ArrayList<>();
    for (var batch : batches) {
      if (!batch.wentWell()) {
        findings.add("batch %s did not come to its end: %s".formatted(batch.id(), batch.status()));
      }
      reports(batch, findings);
    }
    mails(findings);
    messages(findings);
    return findings;
  }

  private void reports(Batch batch, List<String> findings) {
    String prefix = "reports/demo/%s/".formatted(batch.id());
    if (records.keys(prefix).isEmpty()) {
      findings.add("the bucket has no report below " + prefix);
    }
  }

  private void mails(List<String> findings) throws IOException, InterruptedException {
    var told =
        batches.stream().mapToLong(batch -> batch.notifications().getOrDefault(SENT, 0L)).sum();
    var mails = records.mails();
    long confirmed = mails.stream().filter(template -> template.contains(TO_CUSTOMERS)).count();
    if (told == 0 || confirmed != told) {
      findings.add(
          "the mails of %d rows are sent, and SES has %d confirmations (%d of declined payments)"
              .formatted(
                  told,
                  confirmed,
                  mails.stream().filter(template -> template.contains(OF_DECLINED)).count()));
    }
  }

  private void messages(List<String> findings) throws InterruptedException {
    long giveUp = System.nanoTime() + QUIET_MAX.toNanos();
    Map<String, Integer> left = records.messagesLeft();
    while (!left.isEmpty() && System.nanoTime() < giveUp) {
      Thread.sleep(BETWEEN_LOOKS);
      left = records.messagesLeft();
    }
    if (!left.isEmpty()) {
      findings.add("messages are left in queues: " + left);
    }
  }
}
