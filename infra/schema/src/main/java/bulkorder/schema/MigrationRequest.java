package bulkorder.schema;

import java.net.URI;

/**
 * What CloudFormation asks of the resource that stands for the migrations in a stack.
 *
 * @param responseUrl where it waits for the answer, signed for one {@code PUT}
 * @param stackId with {@code requestId} and {@code logicalResourceId} to be repeated in the answer
 */
public record MigrationRequest(
    Type type, URI responseUrl, String stackId, String requestId, String logicalResourceId) {

  /** What becomes of the resource. */
  public enum Type {
    CREATE,
    UPDATE,
    DELETE
  }
}
