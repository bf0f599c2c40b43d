package bulkorder.status;

import static jakarta.ws.rs.core.HttpHeaders.ACCEPT_LANGUAGE;
import static jakarta.ws.rs.core.HttpHeaders.LOCATION;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.BatchStatus;
import bulkorder.ledger.RowStatus;
import bulkorder.ledger.batch.BatchFilter;
import bulkorder.ledger.batch.RowFilter;
import bulkorder.ledger.batch.Rows;
import bulkorder.ledger.text.AcceptedLanguages;
import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Batches: asking for an upload, and watching what becomes of the file. All are the caller's
 * client's; texts are in the language of Accept-Language, else English.
 */
@Path(BatchesResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
public class BatchesResource {

  static final String PATH = "/api/v1/batches";

  private static final int BATCHES_DEFAULT = 20;
  private static final int BATCHES_MAX = 100;
  private static final int ROWS_DEFAULT = 100;
  private static final int GROUP_CHARS_MAX = 200;

  private final Caller caller;
  private final BatchReadings readings;
  private final Uploads uploads;
  private final BatchApprovals approvals;
  private final BatchInterventions interventions;
  private final BatchRetries retries;

  BatchesResource(
      Caller caller,
      BatchReadings readings,
      Uploads uploads,
      BatchApprovals approvals,
      BatchInterventions interventions,
      BatchRetries retries) {
    this.caller = caller;
    this.readings = readings;
    this.uploads = uploads;
    this.approvals = approvals;
    this.interventions = interventions;
    this.retries = retries;
  }

  /** Promises a batch, and answers where its file is to be put. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Role.UPLOADER, Role.OPERATOR})
  @APIResponseSchema(value = AwaitedUpload.class, responseCode = "201")
  @APIResponse(responseCode = "404", ref = "NotFound")
  @Operation(
      operationId = "createBatch",
      summary = "Promise a batch and learn where its file is to be put")
  public RestResponse<AwaitedUpload> create(@Nullable NewBatch wanted) {
    if (wanted == null) {
      throw Refusal.of(ProblemCode.INVALID_BODY).exception();
    }
    AwaitedUpload promised = uploads.promise(wanted);
    return ResponseBuilder.create(Status.CREATED, promised)
        .header(LOCATION, PATH + "/" + promised.batchId())
        .build();
  }

  /** Lists batches, newest first. */
  @GET
  @RolesAllowed({Role.UPLOADER, Role.OPERATOR, Role.AUDITOR})
  @Operation(operationId = "listBatches", summary = "List batches, newest first")
  public BatchesAnswer list(
      @RestQuery @Schema(implementation = BatchStatus.class) @Nullable String status,
      @RestQuery @Nullable String objectKey,
      @RestQuery @Nullable String bulkImportGroup,
      @RestQuery @Nullable String createdFrom,
      @RestQuery @Nullable String createdBefore,
      @RestQuery @Nullable String cursor,
      @RestQuery
          @Schema(
              implementation = Integer.class,
              minimum = "1",
              maximum = "" + BATCHES_MAX,
              defaultValue = "" + BATCHES_DEFAULT)
          @Nullable String limit,
      @RestHeader(ACCEPT_LANGUAGE) @Nullable String acceptLanguage) {
    var filter =
        new BatchFilter(
            caller.clientId(),
            new Parameter("status", status).oneOf(BatchStatus.class),
            new Parameter("objectKey", objectKey).objectKey(),
            new Parameter("bulkImportGroup", bulkImportGroup).text(GROUP_CHARS_MAX),
            new Parameter("createdFrom", createdFrom).instant(),
            new Parameter("createdBefore", createdBefore).instant());
    return readings.batches(
        filter,
        new Parameter("cursor", cursor).cursor(BatchId::parse),
        new Parameter("limit", limit).number(BATCHES_DEFAULT, 1, BATCHES_MAX),
        AcceptedLanguages.choose(acceptLanguage));
  }

  /** One batch and how far it has come. */
  @GET
  @Path("{batchId}")
  @RolesAllowed({Role.UPLOADER, Role.OPERATOR, Role.AUDITOR})
  @Operation(
      operationId = "getBatch",
      summary = "Show a batch: counts, money, pace, time left, stages")
  public BatchAnswer get(
      @RestPath String batchId, @RestHeader(ACCEPT_LANGUAGE) @Nullable String acceptLanguage) {
    return readings.batch(batchId, AcceptedLanguages.choose(acceptLanguage));
  }

  /** Lets a dry run run. */
  @POST
  @Path("{batchId}/approve")
  @RolesAllowed(Role.OPERATOR)
  @APIResponseSchema(value = BatchAnswer.class, responseCode = "202")
  @Operation(operationId = "approveBatch", summary = "Let a dry run run")
  public RestResponse<BatchAnswer> approve(
      @RestPath String batchId, @RestHeader(ACCEPT_LANGUAGE) @Nullable String acceptLanguage) {
    approvals.approve(batchId);
    return accepted(batchId, acceptLanguage);
  }

  /** Lets no further chunk of a batch begin until it is resumed. */
  @POST
  @Path("{batchId}/pause")
  @RolesAllowed(Role.OPERATOR)
  @APIResponseSchema(value = BatchAnswer.class, responseCode = "202")
  @Operation(operationId = "pauseBatch", summary = "Let no further chunk of a batch begin")
  public RestResponse<BatchAnswer> pause(
      @RestPath String batchId, @RestHeader(ACCEPT_LANGUAGE) @Nullable String acceptLanguage) {
    interventions.pause(batchId);
    return accepted(batchId, acceptLanguage);
  }

  /** Lets a batch go on that a person paused. */
  @POST
  @Path("{batchId}/resume")
  @RolesAllowed(Role.OPERATOR)
  @APIResponseSchema(value = BatchAnswer.class, responseCode = "202")
  @Operation(operationId = "resumeBatch", summary = "Let a paused batch go on")
  public RestResponse<BatchAnswer> resume(
      @RestPath String batchId, @RestHeader(ACCEPT_LANGUAGE) @Nullable String acceptLanguage) {
    interventions.resume(batchId);
    return accepted(batchId, acceptLanguage);
  }

  /** Stops a batch: what was not given to the payment provider ends as cancelled. */
  @POST
  @Path("{batchId}/cancel")
  @RolesAllowed(Role.OPERATOR)
  @APIResponseSchema(value = BatchAnswer.class, responseCode = "202")
  @Operation(operationId = "cancelBatch", summary = "Stop a batch")
  public RestResponse<BatchAnswer> cancel(
      @RestPath String batchId, @RestHeader(ACCEPT_LANGUAGE) @Nullable String acceptLanguage) {
    interventions.cancel(batchId);
    return accepted(batchId, acceptLanguage);
  }

  /**
   * Tries rows again that failed, were declined or were cancelled.
   *
   * @param wish the JSON of a {@link RetryWish}; without it, and then without its type, all are
   *     meant
   */
  @POST
  @Path("{batchId}/retry")
  @RolesAllowed(Role.OPERATOR)
  @RequestBody(
      required = false,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = RetryWish.class)))
  @APIResponseSchema(value = BatchAnswer.class, responseCode = "202")
  @Operation(
      operationId = "retryBatch",
      summary = "Try rows again that failed, were declined or cancelled")
  public RestResponse<BatchAnswer> retry(
      @RestPath String batchId,
      @Nullable String wish,
      @RestHeader(ACCEPT_LANGUAGE) @Nullable String acceptLanguage)
      throws JsonProcessingException {
    retries.retry(batchId, wish);
    return accepted(batchId, acceptLanguage);
  }

  /**
   * Lists a batch's rows in the sequence of the file or, where they are looked for by their
   * reference, in that of the references.
   *
   * @param code of an error of the file, of what became of the row, or of its mail
   * @param orderReference the whole reference
   * @param orderReferencePrefix how references begin; not together with a whole one
   */
  @GET
  @Path("{batchId}/rows")
  @RolesAllowed({Role.OPERATOR, Role.AUDITOR})
  @Operation(
      operationId = "listRows",
      summary = "List a batch's rows, by status, code or reference")
  public RowsAnswer rows(
      @RestPath String batchId,
      @RestQuery @Schema(implementation = RowStatus.class) @Nullable String status,
      @RestQuery @Schema(pattern = Parameter.CODE_PATTERN) @Nullable String code,
      @RestQuery @Nullable String orderReference,
      @RestQuery @Nullable String orderReferencePrefix,
      @RestQuery @Nullable String cursor,
      @RestQuery
          @Schema(
              implementation = Integer.class,
              minimum = "1",
              maximum = "" + Rows.PAGE_SIZE_MAX,
              defaultValue = "" + ROWS_DEFAULT)
          @Nullable String limit,
      @RestHeader(ACCEPT_LANGUAGE) @Nullable String acceptLanguage) {
    var filter =
        new RowFilter(
            new Parameter("status", status).oneOf(RowStatus.class),
            new Parameter("code", code).code(),
            ReferenceParameters.read(orderReference, orderReferencePrefix));
    return readings.rows(
        batchId,
        filter,
        Objects.requireNonNullElse(new Parameter("cursor", cursor).cursor(Cursor::rowNumber), 0),
        new Parameter("limit", limit).number(ROWS_DEFAULT, 1, Rows.PAGE_SIZE_MAX),
        AcceptedLanguages.choose(acceptLanguage));
  }

  private RestResponse<BatchAnswer> accepted(String batchId, @Nullable String acceptLanguage) {
    return RestResponse.accepted(readings.batch(batchId, AcceptedLanguages.choose(acceptLanguage)));
  }
}
