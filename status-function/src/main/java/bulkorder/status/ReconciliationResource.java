package bulkorder.status;

import bulkorder.ledger.batch.Batch;
import bulkorder.ledger.payment.BatchBalances;
import bulkorder.ledger.payment.ProviderComparisons;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;

/** What a batch charged, by the ledger. */
@Path(BatchesResource.PATH + "/{batchId}/reconciliation")
@Produces(MediaType.APPLICATION_JSON)
public class ReconciliationResource {

  private final CallersBatches own;
  private final BatchBalances balances;
  private final ProviderComparisons comparisons;

  ReconciliationResource(
      CallersBatches own, BatchBalances balances, ProviderComparisons comparisons) {
    this.own = own;
    this.balances = balances;
    this.comparisons = comparisons;
  }

  /** Shows what was captured beside what the paid orders come to. */
  @GET
  @RolesAllowed({Role.UPLOADER, Role.OPERATOR, Role.AUDITOR})
  @Transactional
  @Operation(
      operationId = "getReconciliation",
      summary = "Show what was captured beside what the paid orders come to")
  public ReconciliationAnswer get(@RestPath String batchId) {
    Batch batch = own.find(batchId);
    return ReconciliationAnswer.of(batch, balances.of(batch), comparisons.last(batch.batchId()));
  }
}
