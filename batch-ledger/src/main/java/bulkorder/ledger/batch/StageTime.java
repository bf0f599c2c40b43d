package bulkorder.ledger.batch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a stage of a batch's present run took place.
 *
 * @param beganAt when the first chunk was ready for it; null if none is yet, or if it is not known
 * @param endedAt when the last row had left it; null while one has not, or if it is not known
 */
public record StageTime(@Nullable Instant beganAt, @Nullable Instant endedAt) {}
