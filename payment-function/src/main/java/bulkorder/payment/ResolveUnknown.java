package bulkorder.payment;

import bulkorder.ledger.batch.Chunk;
import bulkorder.ledger.messaging.ChunkQueue;
import bulkorder.ledger.messaging.Deadline;
import bulkorder.ledger.operations.Measurements;
import bulkorder.ledger.operations.Metric;
import bulkorder.ledger.payment.Attempt;
import bulkorder.ledger.payment.AttemptOutcome;
import bulkorder.ledger.payment.ChargingGauges;
import bulkorder.ledger.payment.Permission.Granted;
import bulkorder.ledger.payment.Permission.Probe;
import bulkorder.ledger.payment.Permission.Refused;
import bulkorder.ledger.payment.ProviderHealth;
import bulkorder.ledger.payment.UnknownPayment;
import bulkorder.ledger.payment.UnknownPayments;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Asks the provider what became of payments whose outcome is unknown, and leaves to a person what
 * is unknown for too long.
 */
@ApplicationScoped
public class ResolveUnknown {

  private static final Logger LOG = Logger.getLogger(ResolveUnknown.class);

  private static final int LEFT_AT_ONCE_MAX = 1_000;

  private final UnknownPayments unknownPayments;
  private final ProviderHealth health;
  private final ChargeAttempts chargeAttempts;
  private final ChunkQueue queue;
  private final PaymentsEnded paymentsEnded;
  private final ChargingGauges gauges;
  private final PaymentConfig config;
  private final Measurements measurements;

  ResolveUnknown(
      UnknownPayments unknownPayments,
      ProviderHealth health,
      ChargeAttempts chargeAttempts,
      ChunkQueue queue,
      PaymentsEnded paymentsEnded,
      ChargingGauges gauges,
      PaymentConfig config,
      Measurements measurements) {
    this.unknownPayments = unknownPayments;
    this.health = health;
    this.chargeAttempts = chargeAttempts;
    this.queue = queue;
    this.paymentsEnded = paymentsEnded;
    this.gauges = gauges;
    this.config = config;
    this.measurements = measurements;
  }

  /**
   * Asks for all payments that are due, as far as there is time and calls are allowed.
   *
   * @return how many outcomes were asked for
   */
  public int resolve(Deadline deadline) {
    try {
      int asked =
          switch (health.ask(config.providerProbeEvery())) {
            case Granted _ -> askForAll(deadline);
            case Probe _ -> askForOne(deadline);
            case Refused _ -> 0;
          };
      unknownPayments.overdue(LEFT_AT_ONCE_MAX).forEach(this::leave);
      return asked;
    } finally {
      gauges.measure();
    }
  }

  private int askForAll(Deadline deadline) {
    int asked = 0;
    while (chargeAttempts.haveTime(deadline)) {
      List<UnknownPayment> due =
          unknownPayments.takeDue(config.paymentCallsMax(), deadline.remaining());
      if (due.isEmpty()) {
        return asked;
      }
      Answers answers = ask(due, deadline);
      asked += answers.told().size();
      if (answers.circuitOpen()) {
        health.showDown(config.providerProbeEvery());
      }
      if (!answers.notAsked().isEmpty()) {
        return asked;
      }
    }
    return asked;
  }

  private int askForOne(Deadline deadline) {
    List<UnknownPayment> due = unknownPayments.takeDue(1, deadline.remaining());
    if (!due.isEmpty() && ask(due, deadline).alive()) {
      health.showUp();
      return 1 + askForAll(deadline);
    }
    return due.size();
  }

  private Answers ask(List<UnknownPayment> due, Deadline deadline) {
    List<Attempt> attempts = due.stream().map(UnknownPayment::attempt).toList();
    var answers = new Answers(attempts, chargeAttempts.ask(attempts, deadline));
    List<Attempt> notAsked = answers.notAsked();
    if (!notAsked.isEmpty()) {
      unknownPayments.giveBack(notAsked);
    }
    due.stream()
        .collect(
            Collectors.groupingBy(
                UnknownPayment::chunk,
                Collectors.mapping(UnknownPayment::attempt, Collectors.toList())))
        .forEach((chunk, ofChunk) -> record(chunk, ofChunk, answers.told()));
    return answers;
  }

  private void record(Chunk chunk, List<Attempt> attempts, Map<Long, AttemptOutcome> outcomes) {
    Map<Long, AttemptOutcome> known =
        attempts.stream()
            .map(Attempt::paymentId)
            .filter(outcomes::containsKey)
            .collect(Collectors.toMap(id -> id, outcomes::get));
    paymentsEnded.follow(unknownPayments.record(chunk, attempts, known));
    if (new Answers(attempts, known).endedUnpaid()) {
      queue.send(List.of(chunk));
    }
  }

  private void leave(UnknownPayment unknown) {
    var moved = unknownPayments.leave(unknown);
    LOG.errorf(
        "the outcome of payment %d is still unknown and is left to a person",
        unknown.attempt().paymentId());
    measurements.count(Metric.OUTCOMES_UNKNOWN, unknown.attempt().orderIds().size());
    paymentsEnded.follow(moved);
  }
}
