package bulkorder.status;

import static jakarta.ws.rs.core.HttpHeaders.ACCEPT_LANGUAGE;

import bulkorder.ledger.text.AcceptedLanguages;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** What is wrong with a batch, summed up by code; without anything of a single row's content. */
@Path(BatchesResource.PATH + "/{batchId}/errors")
@Produces(MediaType.APPLICATION_JSON)
public class ErrorsResource {

  private final BatchReadings readings;

  ErrorsResource(BatchReadings readings) {
    this.readings = readings;
  }

  /** Sums up why rows are in their state, the most frequent first. */
  @GET
  @RolesAllowed({Role.UPLOADER, Role.OPERATOR, Role.AUDITOR})
  @Operation(operationId = "listErrors", summary = "Sum up by code why rows are in their state")
  public ErrorsAnswer list(
      @RestPath String batchId, @RestHeader(ACCEPT_LANGUAGE) @Nullable String acceptLanguage) {
    return readings.errors(batchId, AcceptedLanguages.choose(acceptLanguage));
  }
}
