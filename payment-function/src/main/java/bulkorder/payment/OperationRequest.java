package bulkorder.payment;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * What an operator asks for. Fields that an operation does not need may be missing.
 *
 * @param operation {@code status}, {@code stop}, {@code start}, {@code reconcile} or {@code
 *     outcome}
 * @param by who asks for it; needed where something changes
 * @param batchId of {@code reconcile}
 * @param paymentId of {@code outcome}, the ledger's id
 * @param outcome of {@code outcome}: {@code captured} or {@code not-charged}
 * @param reference of an outcome that is captured: the provider's id of the payment
 */
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
public record OperationRequest(
    @Nullable String operation,
    @Nullable String by,
    @Nullable String batchId,
    @Nullable String paymentId,
    @Nullable String outcome,
    @Nullable String reference) {}
