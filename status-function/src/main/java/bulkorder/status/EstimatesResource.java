package bulkorder.status;

import bulkorder.ledger.batch.Estimates;
import bulkorder.ledger.batch.ImportOptions;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** How long a file would take, before it is uploaded. */
@Path(BatchesResource.PATH + "/estimate")
@Produces(MediaType.APPLICATION_JSON)
public class EstimatesResource {

  private final Caller caller;
  private final Estimates estimates;

  EstimatesResource(Caller caller, Estimates estimates) {
    this.caller = caller;
    this.estimates = estimates;
  }

  /** Estimates how long so many rows would take under the limits in force. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Role.UPLOADER, Role.OPERATOR})
  @Transactional
  @Operation(operationId = "estimateDuration", summary = "Estimate how long a file would take")
  public EstimateAnswer estimate(@Nullable EstimateWish wish) {
    if (wish == null) {
      throw Refusal.of(ProblemCode.INVALID_BODY).exception();
    }
    int rows = wish.checkedRows();
    ImportOptions options = wish.checkedOptions();
    return EstimateAnswer.of(
        rows,
        estimates.of(caller.clientId(), rows, options.paymentMode(), options.notificationKinds()));
  }
}
