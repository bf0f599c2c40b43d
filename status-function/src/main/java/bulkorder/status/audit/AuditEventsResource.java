package bulkorder.status.audit;

import bulkorder.ledger.audit.AuditCategory;
import bulkorder.ledger.audit.AuditEvents;
import bulkorder.ledger.audit.AuditFilter;
import bulkorder.ledger.audit.AuditPage;
import bulkorder.status.Caller;
import bulkorder.status.Cursor;
import bulkorder.status.Parameter;
import bulkorder.status.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/**
 * The audit events that are not archived and dropped yet: an auditor sees those of its client, an
 * administrator all, those of nobody's included.
 */
@Path("/api/v1/audit-events")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.AUDITOR, Role.ADMIN})
public class AuditEventsResource {

  private static final int LIMIT_DEFAULT = 50;
  private static final int LIMIT_MAX = 200;
  private static final int ACTION_CHARS_MAX = 100;
  private static final int SUBJECT_CHARS_MAX = 2000;

  private final AuditEvents events;
  private final Caller caller;

  AuditEventsResource(AuditEvents events, Caller caller) {
    this.events = events;
    this.caller = caller;
  }

  /** Lists audit events, newest first. */
  @GET
  @Operation(operationId = "listAuditEvents", summary = "List audit events, newest first")
  public AuditEventsAnswer list(
      @RestQuery @Schema(implementation = AuditCategory.class) @Nullable String category,
      @RestQuery @Schema(minLength = 1, maxLength = ACTION_CHARS_MAX) @Nullable String action,
      @RestQuery @Schema(minLength = 1, maxLength = SUBJECT_CHARS_MAX) @Nullable String subject,
      @RestQuery @Schema(implementation = Instant.class) @Nullable String from,
      @RestQuery @Schema(implementation = Instant.class) @Nullable String to,
      @RestQuery @Nullable String cursor,
      @RestQuery
          @Schema(
              implementation = Integer.class,
              minimum = "1",
              maximum = "" + LIMIT_MAX,
              defaultValue = "" + LIMIT_DEFAULT)
          @Nullable String limit) {
    var filter =
        new AuditFilter(
            caller.isAdministrator() ? null : caller.clientId(),
            new Parameter("category", category).oneOf(AuditCategory.class),
            new Parameter("action", action).text(ACTION_CHARS_MAX),
            new Parameter("subject", subject).text(SUBJECT_CHARS_MAX),
            new Parameter("from", from).instant(),
            new Parameter("to", to).instant());
    return answer(
        events.page(
            filter,
            new Parameter("cursor", cursor).cursor(EventCursor::parse),
            new Parameter("limit", limit).number(LIMIT_DEFAULT, 1, LIMIT_MAX)));
  }

  private static AuditEventsAnswer answer(AuditPage page) {
    return new AuditEventsAnswer(
        page.events().stream().map(AuditEventAnswer::of).toList(),
        page.more()
            ? Cursor.of(EventCursor.text(AuditPage.End.of(page.events().getLast())))
            : null);
  }
}
