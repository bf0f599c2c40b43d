package bulkorder.status;

import static jakarta.ws.rs.core.HttpHeaders.ACCEPT_LANGUAGE;

import bulkorder.ledger.text.AcceptedLanguages;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What a client's own systems and people were told of a batch. */
@Path(BatchesResource.PATH + "/{batchId}/announcements")
@Produces(MediaType.APPLICATION_JSON)
public class AnnouncementsResource {

  private final BatchTold told;

  AnnouncementsResource(BatchTold told) {
    this.told = told;
  }

  /** Lists what was told and what is still to be told. */
  @GET
  @RolesAllowed({Role.UPLOADER, Role.OPERATOR, Role.AUDITOR})
  @Operation(
      operationId = "listAnnouncements",
      summary = "List what was told of a batch, and what is still to be told")
  public AnnouncementsAnswer list(
      @RestPath String batchId, @RestHeader(ACCEPT_LANGUAGE) @Nullable String acceptLanguage) {
    return told.of(batchId, AcceptedLanguages.choose(acceptLanguage));
  }

  /** Has one sent again that was given up. */
  @POST
  @Path("{id}/send")
  @RolesAllowed(Role.OPERATOR)
  @Operation(
      operationId = "sendAnnouncementAgain",
      summary = "Have one told again that was given up")
  @APIResponseSchema(value = AnnouncementsAnswer.class, responseCode = "202")
  public RestResponse<AnnouncementsAnswer> send(
      @RestPath String batchId,
      @RestPath String id,
      @RestHeader(ACCEPT_LANGUAGE) @Nullable String acceptLanguage) {
    told.sendAgain(batchId, id);
    return RestResponse.accepted(told.of(batchId, AcceptedLanguages.choose(acceptLanguage)));
  }
}
