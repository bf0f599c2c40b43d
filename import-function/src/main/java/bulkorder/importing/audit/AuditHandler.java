package bulkorder.importing.audit;

import bulkorder.ledger.audit.AuditBlocks;
import bulkorder.ledger.operations.Watched;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Named;
import java.util.Objects;

/**
 * Runs on a schedule, to seal and to archive; invoked by operators, to verify. What cannot be done
 * is answered with {@code refused}.
 */
@Watched
@Named("audit")
public class AuditHandler implements RequestHandler<AuditRequest, ObjectNode> {

  private final KeepAudit keepAudit;
  private final VerifyChain verifyChain;
  private final AuditBlocks blocks;
  private final ObjectMapper json;

  AuditHandler(
      KeepAudit keepAudit, VerifyChain verifyChain, AuditBlocks blocks, ObjectMapper json) {
    this.keepAudit = keepAudit;
    this.verifyChain = verifyChain;
    this.blocks = blocks;
    this.json = json;
  }

  @Override
  public ObjectNode handleRequest(AuditRequest request, Context context) {
    long block = Objects.requireNonNullElse(request.block(), 0L);
    return switch (Objects.requireNonNullElse(request.operation(), "keep")) {
      case "keep" -> json.valueToTree(keepAudit.keep());
      case "verify" ->
          verifyChain
              .verify(block)
              .<ObjectNode>map(json::valueToTree)
              .orElseGet(() -> noBlock(block));
      case "block" ->
          blocks
              .find(block)
              .map(found -> json.createObjectNode().put("hash", found.hash().hex()))
              .orElseGet(() -> noBlock(block));
      default -> refused("The operation must be verify or block.");
    };
  }

  private ObjectNode noBlock(long block) {
    return refused("There is no block %d.".formatted(block));
  }

  private ObjectNode refused(String sentence) {
    return json.createObjectNode().put("refused", sentence);
  }
}
