package bulkorder.status.erasure;

import static jakarta.ws.rs.core.HttpHeaders.LOCATION;

import bulkorder.ledger.ClientId;
import bulkorder.ledger.erasure.Erasure;
import bulkorder.ledger.erasure.Erasures;
import bulkorder.ledger.list.Page;
import bulkorder.status.Caller;
import bulkorder.status.Cursor;
import bulkorder.status.Parameter;
import bulkorder.status.ProblemCode;
import bulkorder.status.Refusal;
import bulkorder.status.RefusedException;
import bulkorder.status.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** One person's data in all that a client has: found, and erased. */
@Path(ErasuresResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
public class ErasuresResource {

  static final String PATH = "/api/v1/erasures";

  private static final int LIMIT_DEFAULT = 20;

  private final Caller caller;
  private final Erasures erasures;

  ErasuresResource(Caller caller, Erasures erasures) {
    this.caller = caller;
    this.erasures = erasures;
  }

  /** Asks for one person's data to be erased, or only to be found. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Role.OPERATOR)
  @APIResponseSchema(value = ErasureDetailAnswer.class, responseCode = "202")
  @Operation(operationId = "requestErasure", summary = "Erase one person's data, or only find it")
  public RestResponse<ErasureDetailAnswer> request(@Nullable ErasureWish wish) {
    if (wish == null) {
      throw Refusal.of(ProblemCode.INVALID_BODY).exception();
    }
    ClientId clientId = caller.clientId();
    long erasureId =
        erasures
            .request(clientId, wish.checkedEmail(), wish.findsOnly(), caller.subject())
            .orElseThrow(ErasuresResource::tooMany);
    return ResponseBuilder.create(
            Status.ACCEPTED,
            ErasureDetailAnswer.of(erasures.find(clientId, erasureId).orElseThrow()))
        .header(LOCATION, PATH + "/" + erasureId)
        .build();
  }

  /** Lists erasures, newest first. */
  @GET
  @RolesAllowed({Role.OPERATOR, Role.AUDITOR})
  @Operation(operationId = "listErasures", summary = "List erasures, newest first")
  public ErasuresAnswer list(
      @RestQuery @Nullable String cursor, @RestQuery @Nullable String limit) {
    Page<Erasure> page =
        erasures.page(
            caller.clientId(),
            new Parameter("cursor", cursor).cursor(Parameter::parseId),
            new Parameter("limit", limit).number(LIMIT_DEFAULT, 1, Erasures.PAGE_SIZE_MAX));
    return new ErasuresAnswer(
        page.items().stream().map(ErasureAnswer::of).toList(),
        page.more() ? Cursor.of(page.items().getLast().erasureId()) : null);
  }

  /** One erasure: how far it is, what was found where, what it waits for. */
  @GET
  @Path("{erasureId}")
  @RolesAllowed({Role.OPERATOR, Role.AUDITOR})
  @Operation(
      operationId = "getErasure",
      summary = "Show an erasure: what was found, what it waits for")
  public ErasureDetailAnswer get(@RestPath String erasureId) {
    return Parameter.parseId(erasureId)
        .flatMap(id -> erasures.find(caller.clientId(), id))
        .map(ErasureDetailAnswer::of)
        .orElseThrow(
            () -> Refusal.of(ProblemCode.UNKNOWN_ERASURE, "erasure", erasureId).exception());
  }

  private static RefusedException tooMany() {
    return Refusal.of(ProblemCode.TOO_MANY_ERASURES, "max", Integer.toString(Erasures.RUNNING_MAX))
        .exception();
  }
}
