package bulkorder.status.order;

import static jakarta.ws.rs.core.HttpHeaders.ACCEPT_LANGUAGE;

import bulkorder.ledger.payment.DeclineCode;
import bulkorder.ledger.payment.PaymentFilter;
import bulkorder.ledger.payment.PaymentList;
import bulkorder.ledger.payment.PaymentStatus;
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

/** Payments: every attempt to charge. */
@Path("/api/v1/payments")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.UPLOADER, Role.OPERATOR, Role.AUDITOR})
public class PaymentsResource {

  private static final int LIMIT_DEFAULT = 50;

  private final OrderReadings readings;

  PaymentsResource(OrderReadings readings) {
    this.readings = readings;
  }

  /** Lists payments, newest first. */
  @GET
  @Operation(operationId = "listPayments", summary = "List payments, newest first")
  public PaymentsAnswer list(
      @RestQuery @Schema(implementation = PaymentStatus.class) @Nullable String status,
      @RestQuery @Nullable String batchId,
      @RestQuery @Schema(implementation = DeclineCode.class) @Nullable String code,
      @RestQuery @Nullable String orderId,
      @RestQuery @Nullable String cursor,
      @RestQuery
          @Schema(
              implementation = Integer.class,
              minimum = "1",
              maximum = "" + PaymentList.PAGE_SIZE_MAX,
              defaultValue = "" + LIMIT_DEFAULT)
          @Nullable String limit,
      @RestHeader(ACCEPT_LANGUAGE) @Nullable String acceptLanguage) {
    var filter =
        new PaymentFilter(
            new Parameter("status", status).oneOf(PaymentStatus.class),
            new Parameter("batchId", batchId).batchId(),
            new Parameter("code", code).oneOf(DeclineCode.class),
            new Parameter("orderId", orderId).id());
    return readings.payments(
        filter,
        new Parameter("cursor", cursor).cursor(Parameter::parseId),
        new Parameter("limit", limit).number(LIMIT_DEFAULT, 1, PaymentList.PAGE_SIZE_MAX),
        AcceptedLanguages.choose(acceptLanguage));
  }

  /** One payment. */
  @GET
  @Path("{paymentId}")
  @Operation(operationId = "getPayment", summary = "Show a payment")
  public PaymentAnswer get(
      @RestPath String paymentId, @RestHeader(ACCEPT_LANGUAGE) @Nullable String acceptLanguage) {
    return readings.payment(paymentId, AcceptedLanguages.choose(acceptLanguage));
  }
}
