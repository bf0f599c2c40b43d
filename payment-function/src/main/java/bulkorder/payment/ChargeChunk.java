package bulkorder.payment;

import bulkorder.ledger.batch.Chunk;
import bulkorder.ledger.batch.Chunks;
import bulkorder.ledger.batch.PauseReason;
import bulkorder.ledger.messaging.AnnouncementQueue;
import bulkorder.ledger.messaging.ChunkGate;
import bulkorder.ledger.messaging.ChunkMessage;
import bulkorder.ledger.messaging.Deadline;
import bulkorder.ledger.payment.Attempt;
import bulkorder.ledger.payment.AttemptOutcome;
import bulkorder.ledger.payment.ClaimedAttempts;
import bulkorder.ledger.payment.Payments;
import bulkorder.ledger.payment.Permission.Granted;
import bulkorder.ledger.payment.Permission.Probe;
import bulkorder.ledger.payment.Permission.Refused;
import bulkorder.ledger.payment.ProviderHealth;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Charges the orders of a chunk: claim and commit, call the provider, record and commit. What has
 * to wait is acknowledged and comes again as a delayed successor: waiting is not failing.
 */
@ApplicationScoped
public class ChargeChunk {

  private static final Logger LOG = Logger.getLogger(ChargeChunk.class);

  private final Chunks chunks;
  private final ChunkGate gate;
  private final Payments payments;
  private final ProviderHealth health;
  private final ChargeAttempts chargeAttempts;
  private final PaymentGateway gateway;
  private final Successors successors;
  private final PaymentsEnded paymentsEnded;
  private final AnnouncementQueue announcements;
  private final PaymentConfig config;

  ChargeChunk(
      Chunks chunks,
      ChunkGate gate,
      Payments payments,
      ProviderHealth health,
      ChargeAttempts chargeAttempts,
      PaymentGateway gateway,
      Successors successors,
      PaymentsEnded paymentsEnded,
      AnnouncementQueue announcements,
      PaymentConfig config) {
    this.chunks = chunks;
    this.gate = gate;
    this.payments = payments;
    this.health = health;
    this.chargeAttempts = chargeAttempts;
    this.gateway = gateway;
    this.successors = successors;
    this.paymentsEnded = paymentsEnded;
    this.announcements = announcements;
    this.config = config;
  }

  /** Charges what is open of a chunk, as far as time, provider and people allow. */
  public void charge(ChunkMessage message, Deadline deadline) {
    chunks
        .find(message.batch(), message.chunk())
        .ifPresentOrElse(
            chunk -> chargeIfAllowed(chunk, message, deadline),
            () -> LOG.warnf("%s points to no chunk and is dropped", message));
  }

  /** Ends the rows of a chunk whose message was given up. */
  public void giveUp(ChunkMessage message) {
    paymentsEnded.follow(payments.giveUp(message));
  }

  private void chargeIfAllowed(Chunk chunk, ChunkMessage message, Deadline deadline) {
    if (!chargeAttempts.haveTime(deadline)) {
      successors.handOn(chunk);
      return;
    }
    if (!gate.lets(message)) {
      return;
    }
    switch (health.ask(config.providerProbeEvery())) {
      case Granted _ ->
          claim(chunk, message, deadline)
              .ifPresent(claimed -> chargeAll(claimed, message, deadline));
      case Probe _ ->
          claim(chunk, message, deadline).ifPresent(claimed -> probe(claimed, message, deadline));
      case Refused(PauseReason reason) -> pause(chunk, reason);
    }
  }

  /** While another invocation holds the claim, the chunk is looked at again when that has ended. */
  private Optional<ClaimedAttempts> claim(Chunk chunk, ChunkMessage message, Deadline deadline) {
    var leaseTime = deadline.remaining();
    Optional<ClaimedAttempts> claimed =
        gateway.abilities().keys()
            ? payments.claim(message, leaseTime)
            : payments.claimUnsent(message, leaseTime);
    if (claimed.isEmpty()) {
      successors.after(chunk, leaseTime);
    }
    return claimed;
  }

  private void chargeAll(ClaimedAttempts claimed, ChunkMessage message, Deadline deadline) {
    conclude(claimed, message, chargeAttempts.charge(claimed.attempts(), deadline));
  }

  /** Only when the first call comes through, the others follow. */
  private void probe(ClaimedAttempts claimed, ChunkMessage message, Deadline deadline) {
    List<Attempt> attempts = claimed.attempts();
    var first = attempts.subList(0, Math.min(1, attempts.size()));
    Map<Long, AttemptOutcome> outcomes = new HashMap<>(chargeAttempts.charge(first, deadline));
    if (new Answers(first, outcomes).alive() && health.showUp()) {
      LOG.info("the payment provider answers again");
      outcomes.putAll(
          chargeAttempts.charge(attempts.subList(first.size(), attempts.size()), deadline));
    }
    conclude(claimed, message, outcomes);
  }

  private void conclude(
      ClaimedAttempts claimed, ChunkMessage message, Map<Long, AttemptOutcome> outcomes) {
    paymentsEnded.follow(payments.record(claimed, outcomes));
    var answers = new Answers(claimed.attempts(), outcomes);
    if (answers.circuitOpen() && health.showDown(config.providerProbeEvery())) {
      LOG.warn("the payment provider does not answer; charging waits for it");
    }
    if (answers.open() == 0) {
      return;
    }
    if (answers.circuitOpen()) {
      pause(claimed.chunk(), PauseReason.PROVIDER_DOWN);
    } else if (answers.turnedAway() && successors.waitedTooLong(claimed.since())) {
      giveUp(message);
    } else if (answers.turnedAway()) {
      successors.whenProviderTakes(claimed.chunk(), answers.notBefore());
    } else {
      successors.handOn(claimed.chunk());
    }
  }

  private void pause(Chunk chunk, PauseReason reason) {
    boolean news = health.showWaiting(chunk.batchId(), reason);
    successors.whileWaiting(chunk);
    if (news) {
      announcements.sendUnsent(chunk.batchId());
    }
  }
}
