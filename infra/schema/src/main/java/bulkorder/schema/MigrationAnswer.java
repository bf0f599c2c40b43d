package bulkorder.schema;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What CloudFormation gets back.
 *
 * @param reason a sentence for whoever deploys
 * @param physicalResourceId always the same: with another, CloudFormation would delete the one
 *     before
 */
@RegisterForReflection
public record MigrationAnswer(
    @JsonProperty("Status") Status status,
    @JsonProperty("Reason") String reason,
    @JsonProperty("PhysicalResourceId") String physicalResourceId,
    @JsonProperty("StackId") String stackId,
    @JsonProperty("RequestId") String requestId,
    @JsonProperty("LogicalResourceId") String logicalResourceId) {

  /** In CloudFormation's words. */
  @RegisterForReflection
  public enum Status {
    SUCCESS,
    FAILED
  }

  private static final String PHYSICAL_RESOURCE_ID = "bulkorder-ledger-schema";

  static MigrationAnswer succeeded(MigrationRequest request, String reason) {
    return to(request, Status.SUCCESS, reason);
  }

  static MigrationAnswer failed(MigrationRequest request, String reason) {
    return to(request, Status.FAILED, reason);
  }

  private static MigrationAnswer to(MigrationRequest request, Status status, String reason) {
    return new MigrationAnswer(
        status,
        reason,
        PHYSICAL_RESOURCE_ID,
        request.stackId(),
        request.requestId(),
        request.logicalResourceId());
  }
}
