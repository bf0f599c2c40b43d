package bulkorder.status.order;

import static jakarta.ws.rs.core.HttpHeaders.ACCEPT_LANGUAGE;

import bulkorder.ledger.NotificationKind;
import bulkorder.ledger.NotificationStatus;
import bulkorder.ledger.ReasonCode;
import bulkorder.ledger.notification.NotificationFilter;
import bulkorder.ledger.notification.NotificationList;
import bulkorder.ledger.text.AcceptedLanguages;
import bulkorder.status.Parameter;
import bulkorder.status.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Mails to customers and operators, without whom they are to. */
@Path("/api/v1/notifications")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.UPLOADER, Role.OPERATOR, Role.AUDITOR})
public class NotificationsResource {

  private static final int LIMIT_DEFAULT = 50;

  private final OrderReadings readings;

  NotificationsResource(OrderReadings readings) {
    this.readings = readings;
  }

  /** Lists mails, newest first. */
  @GET
  @Operation(operationId = "listNotifications", summary = "List mails, newest first")
  public MailsAnswer list(
      @RestQuery @Schema(implementation = NotificationStatus.class) @Nullable String status,
      @RestQuery @Schema(implementation = NotificationKind.class) @Nullable String kind,
      @RestQuery @Schema(implementation = ReasonCode.class) @Nullable String code,
      @RestQuery @Nullable String batchId,
      @RestQuery @Nullable String orderId,
      @RestQuery @Nullable String cursor,
      @RestQuery
          @Schema(
              implementation = Integer.class,
              minimum = "1",
              maximum = "" + NotificationList.PAGE_SIZE_MAX,
              defaultValue = "" + LIMIT_DEFAULT)
          @Nullable String limit,
      @RestHeader(ACCEPT_LANGUAGE) @Nullable String acceptLanguage) {
    var filter =
        new NotificationFilter(
            new Parameter("status", status).oneOf(NotificationStatus.class),
            new Parameter("kind", kind).oneOf(NotificationKind.class),
            new Parameter("code", code).oneOf(ReasonCode.class),
            new Parameter("batchId", batchId).batchId(),
            new Parameter("orderId", orderId).id());
    return readings.notifications(
        filter,
        new Parameter("cursor", cursor).cursor(Parameter::parseId),
        new Parameter("limit", limit).number(LIMIT_DEFAULT, 1, NotificationList.PAGE_SIZE_MAX),
        AcceptedLanguages.choose(acceptLanguage));
  }

  /** One mail. */
  @GET
  @Path("{notificationId}")
  @Operation(operationId = "getNotification", summary = "Show a mail")
  public MailAnswer get(
      @RestPath String notificationId,
      @RestHeader(ACCEPT_LANGUAGE) @Nullable String acceptLanguage) {
    return readings.notification(notificationId, AcceptedLanguages.choose(acceptLanguage));
  }
}
