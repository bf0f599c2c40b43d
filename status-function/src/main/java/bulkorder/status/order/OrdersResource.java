package bulkorder.status.order;

import static jakarta.ws.rs.core.HttpHeaders.ACCEPT_LANGUAGE;
import static jakarta.ws.rs.core.HttpHeaders.LOCATION;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.order.OrderFilter;
import bulkorder.ledger.order.OrderList;
import bulkorder.ledger.order.OrderPosition;
import bulkorder.ledger.order.OrderStatus;
import bulkorder.ledger.text.AcceptedLanguages;
import bulkorder.status.BatchAnswer;
import bulkorder.status.BatchReadings;
import bulkorder.status.Caller;
import bulkorder.status.Parameter;
import bulkorder.status.Problem;
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
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Orders: sent one by one or many at once, and looked at, however they came. Names, addresses and
 * notes are shown of one order at a time, to those who may see them.
 */
@Path(OrdersResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
public class OrdersResource {

  static final String PATH = "/api/v1/orders";

  private static final String BATCHES = "/api/v1/batches";
  private static final int LIMIT_DEFAULT = 50;
  private static final int REFERENCE_CHARS_MAX = 100;
  private static final int GROUP_CHARS_MAX = 200;

  private final Caller caller;
  private final OneOrder oneOrder;
  private final BulkOrders bulkOrders;
  private final OrderReadings readings;
  private final BatchReadings batchReadings;

  OrdersResource(
      Caller caller,
      OneOrder oneOrder,
      BulkOrders bulkOrders,
      OrderReadings readings,
      BatchReadings batchReadings) {
    this.caller = caller;
    this.oneOrder = oneOrder;
    this.bulkOrders = bulkOrders;
    this.readings = readings;
    this.batchReadings = batchReadings;
  }

  /**
   * Takes one order: 201 if it is new, 200 if it was sent before.
   *
   * @param order the JSON of a {@link NewOrder}
   */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Role.UPLOADER, Role.OPERATOR})
  @Operation(operationId = "sendOrder", summary = "Send one order")
  @RequestBody(content = @Content(schema = @Schema(implementation = NewOrder.class)))
  @APIResponse(
      responseCode = "201",
      description = "The order is new",
      content = @Content(schema = @Schema(implementation = OrderAnswer.class)))
  @APIResponse(
      responseCode = "200",
      description = "The order was sent before",
      headers = @Header(name = LOCATION, ref = LOCATION),
      content = @Content(schema = @Schema(implementation = OrderAnswer.class)))
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(
      responseCode = "422",
      description = "The order breaks rules, or the Idempotency-Key was used for another request",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(anyOf = {OrderProblem.class, Problem.class})))
  public RestResponse<OrderAnswer> send(@Nullable String order) {
    OneOrder.Sent sent = oneOrder.take(order);
    return ResponseBuilder.create(
            sent.isNew() ? Status.CREATED : Status.OK, readings.order(sent.orderId()))
        .header(LOCATION, PATH + "/" + sent.orderId())
        .build();
  }

  /**
   * Takes many orders, which are imported as a file is.
   *
   * @param orders the JSON of {@link NewOrders}
   */
  @POST
  @Path("bulk")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Role.UPLOADER, Role.OPERATOR})
  @Operation(
      operationId = "sendOrders",
      summary = "Send many orders, which are imported as a file is")
  @RequestBody(content = @Content(schema = @Schema(implementation = NewOrders.class)))
  @APIResponse(
      responseCode = "202",
      description = "The batch that the orders become",
      headers = @Header(name = LOCATION, ref = LOCATION),
      content = @Content(schema = @Schema(implementation = BatchAnswer.class)))
  @APIResponse(responseCode = "404", ref = "NotFound")
  public RestResponse<BatchAnswer> sendMany(
      @Nullable String orders, @RestHeader(ACCEPT_LANGUAGE) @Nullable String acceptLanguage) {
    BatchId batchId = bulkOrders.take(caller.clientId(), orders);
    return ResponseBuilder.create(
            Status.ACCEPTED,
            batchReadings.batch(batchId.toString(), AcceptedLanguages.choose(acceptLanguage)))
        .header(LOCATION, BATCHES + "/" + batchId)
        .build();
  }

  /** Lists orders, newest first. */
  @GET
  @RolesAllowed({Role.UPLOADER, Role.OPERATOR, Role.AUDITOR})
  @Operation(operationId = "listOrders", summary = "List orders, newest first")
  public OrdersAnswer list(
      @RestQuery @Schema(implementation = OrderStatus.class) @Nullable String status,
      @RestQuery @Nullable String orderReference,
      @RestQuery @Nullable String batchId,
      @RestQuery @Nullable String bulkImportGroup,
      @RestQuery @Nullable String createdFrom,
      @RestQuery @Nullable String createdBefore,
      @RestQuery @Nullable String cursor,
      @RestQuery
          @Schema(
              implementation = Integer.class,
              minimum = "1",
              maximum = "" + OrderList.PAGE_SIZE_MAX,
              defaultValue = "" + LIMIT_DEFAULT)
          @Nullable String limit) {
    var filter =
        new OrderFilter(
            new Parameter("status", status).oneOf(OrderStatus.class),
            new Parameter("orderReference", orderReference).text(REFERENCE_CHARS_MAX),
            new Parameter("batchId", batchId).batchId(),
            new Parameter("bulkImportGroup", bulkImportGroup).text(GROUP_CHARS_MAX),
            new Parameter("createdFrom", createdFrom).instant(),
            new Parameter("createdBefore", createdBefore).instant());
    return readings.orders(
        filter,
        new Parameter("cursor", cursor).cursor(OrderPosition::parse),
        new Parameter("limit", limit).number(LIMIT_DEFAULT, 1, OrderList.PAGE_SIZE_MAX));
  }

  /** One order with its payments and mails. */
  @GET
  @Path("{orderId}")
  @RolesAllowed({Role.UPLOADER, Role.OPERATOR, Role.AUDITOR})
  @Operation(operationId = "getOrder", summary = "Show an order with its payments and mails")
  public OrderDetailAnswer get(
      @RestPath String orderId, @RestHeader(ACCEPT_LANGUAGE) @Nullable String acceptLanguage) {
    return readings.order(orderId, AcceptedLanguages.choose(acceptLanguage));
  }
}
