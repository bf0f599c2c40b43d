package bulkorder.payment;

import bulkorder.ledger.payment.Attempt;
import bulkorder.ledger.payment.AttemptOutcome;
import bulkorder.ledger.payment.AttemptOutcome.Because;
import bulkorder.ledger.payment.AttemptOutcome.Captured;
import bulkorder.ledger.payment.AttemptOutcome.Declined;
import bulkorder.ledger.payment.AttemptOutcome.KeyReused;
import bulkorder.ledger.payment.AttemptOutcome.NotTaken;
import bulkorder.ledger.payment.AttemptOutcome.Unknown;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the provider's answers to some attempts say together.
 *
 * @param outcomes by payment id; an attempt that was not begun has none
 */
record Answers(List<Attempt> attempts, Map<Long, AttemptOutcome> outcomes) {

  Answers {
    attempts = List.copyOf(attempts);
    outcomes = Map.copyOf(outcomes);
  }

  /** Whether at least one call reached a provider that deals with requests. */
  boolean alive() {
    return outcomes.values().stream().anyMatch(Answers::isFromLiveProvider);
  }

  /** Whether calls failed so often that none is made for a moment. */
  boolean circuitOpen() {
    return outcomes.values().stream().anyMatch(Answers::isNotAsked);
  }

  /** The attempts for which no call was made, as it was too late or calls failed too often. */
  List<Attempt> notAsked() {
    Map<Long, AttemptOutcome> told = told();
    return attempts.stream().filter(attempt -> !told.containsKey(attempt.paymentId())).toList();
  }

  /** The outcomes of those for which a call was made, by payment id. */
  Map<Long, AttemptOutcome> told() {
    return outcomes.entrySet().stream()
        .filter(outcome -> !isNotAsked(outcome.getValue()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Whether no call was made, as calls failed too often. */
  static boolean isNotAsked(AttemptOutcome outcome) {
    return outcome instanceof NotTaken(Because because, Duration _)
        && because == Because.CIRCUIT_OPEN;
  }

  /** How many attempts may be made again: they were not begun, or certainly not taken. */
  long open() {
    return attempts.stream()
        .map(attempt -> outcomes.get(attempt.paymentId()))
        .filter(outcome -> outcome == null || outcome instanceof NotTaken)
        .count();
  }

  /** Whether an attempt was turned away or did not get through, however it may end later. */
  boolean turnedAway() {
    return !notTaken(outcomes.values()).stream()
        .allMatch(notTaken -> notTaken.because() == Because.ENDED_UNPAID);
  }

  /** Whether an attempt ended without a charge, so that another one may begin. */
  boolean endedUnpaid() {
    return notTaken(outcomes.values()).stream()
        .anyMatch(notTaken -> notTaken.because() == Because.ENDED_UNPAID);
  }

  /** How long the provider wants to be left alone. */
  Duration notBefore() {
    return notTaken(outcomes.values()).stream()
        .map(NotTaken::notBefore)
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  private static List<NotTaken> notTaken(Collection<AttemptOutcome> outcomes) {
    return outcomes.stream().filter(NotTaken.class::isInstance).map(NotTaken.class::cast).toList();
  }

  private static boolean isFromLiveProvider(AttemptOutcome outcome) {
    return switch (outcome) {
      case Captured _, Declined _, KeyReused _ -> true;
      case Unknown _ -> false;
      case NotTaken(Because because, Duration _) ->
          because == Because.TURNED_AWAY || because == Because.ENDED_UNPAID;
    };
  }
}
