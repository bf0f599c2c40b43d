package bulkorder.ledger.batch;

import bulkorder.ledger.BatchStatus;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What can be told of one batch.
 *
 * @param stages those of its present run that are known of
 * @param dryRun what would run, while it waits for its approval
 * @param workload of all clients, while it runs
 */
public record BatchFigures(
    BatchProgress progress,
    Map<Stage, StageTime> stages,
    Optional<DryRun> dryRun,
    Optional<Workload> workload) {

  /** Copies the stages. */
  public BatchFigures {
    stages = Map.copyOf(stages);
  }

  /**
   * How long the batch takes from now on, at most and in seconds, by {@link Workload}. 0 once it
   * has ended; empty while it waits for anybody, be it only for the payment provider's word on a
   * payment, or where a rate that decides it is not known.
   */
  public OptionalLong secondsLeft(Batch batch) {
    BatchStatus status = batch.status();
    if (status.ended()) {
      return OptionalLong.of(0);
    }
    OpenWork own = OpenWork.of(progress, batch.notificationKinds().orElse(Set.of()));
    return workload.map(work -> work.secondsLeft(own)).orElse(OptionalLong.empty());
  }
}
