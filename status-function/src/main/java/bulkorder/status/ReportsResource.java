package bulkorder.status;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** The reports of a batch: what became of each row, in the form of the client's own file. */
@Path(BatchesResource.PATH + "/{batchId}/reports")
@Produces(MediaType.APPLICATION_JSON)
public class ReportsResource {

  private final ReportLinks links;

  ReportsResource(ReportLinks links) {
    this.links = links;
  }

  /** Lists the reports that there are, with links to fetch them by. */
  @GET
  @RolesAllowed({Role.OPERATOR, Role.AUDITOR})
  @Operation(operationId = "listReports", summary = "List the reports of a batch, with links")
  public ReportsAnswer list(@RestPath String batchId) {
    return links.of(batchId);
  }

  /** Leads on to one report: {@code errors}, {@code results} or {@code unprocessed}. */
  @GET
  @Path("{kind}")
  @RolesAllowed({Role.OPERATOR, Role.AUDITOR})
  @APIResponse(responseCode = "303", description = "Where the report is")
  @Operation(operationId = "getReport", summary = "Go on to one report")
  public RestResponse<Void> get(@RestPath String batchId, @RestPath String kind) {
    return RestResponse.seeOther(links.one(batchId, kind));
  }
}
