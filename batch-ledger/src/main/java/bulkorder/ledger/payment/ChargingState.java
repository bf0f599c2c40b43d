package bulkorder.ledger.payment;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether payments can be charged at present.
 *
 * @param stoppedSince when a person stopped all charging; null if nobody did
 * @param stoppedBy who did
 * @param downSince since when the provider does not answer; null while it does
 * @param batchesStopped how many batches wait until charging is allowed again
 * @param batchesDown how many batches wait for the provider
 * @param unknown how many payments the provider is being asked for
 */
@RegisterForReflection
public record ChargingState(
    @Nullable Instant stoppedSince,
    @Nullable String stoppedBy,
    @Nullable Instant downSince,
    long batchesStopped,
    long batchesDown,
    long unknown) {}
