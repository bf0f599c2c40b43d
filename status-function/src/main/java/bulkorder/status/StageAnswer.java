package bulkorder.status;

import bulkorder.ledger.batch.Stage;
import bulkorder.ledger.batch.StageTime;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When a stage of a batch's present run took place. Stages overlap, since each chunk goes on by
 * itself.
 *
 * @param beganAt when the first chunk was ready for it
 * @param endedAt when the last row had left it; null while one has not
 * @param seconds from one to the other; null where one is not known
 */
public record StageAnswer(
    @Nullable Instant beganAt, @Nullable Instant endedAt, @Nullable Double seconds) {

  private static final double MILLIS_PER_SECOND = 1000;

  static Map<Stage, StageAnswer> of(Map<Stage, StageTime> stages) {
    Map<Stage, StageAnswer> answers = new EnumMap<>(Stage.class);
    stages.forEach((stage, time) -> answers.put(stage, of(time)));
    return answers;
  }

  private static StageAnswer of(StageTime time) {
    return new StageAnswer(
        time.beganAt(),
        time.endedAt(),
        time.beganAt() == null || time.endedAt() == null
            ? null
            : Duration.between(time.beganAt(), time.endedAt()).toMillis() / MILLIS_PER_SECOND);
  }
}
