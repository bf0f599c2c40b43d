package bulkorder.importing.keys;

import bulkorder.ledger.CardNumbers;
import bulkorder.ledger.encryption.KeyRotation;
import bulkorder.ledger.operations.Watched;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Named;
import java.util.Objects;

/**
 * Invoked by operators; no event source leads here. What cannot be done is answered with {@code
 * refused}.
 */
@Watched
@Named("keys")
public class KeysHandler implements RequestHandler<KeysRequest, ObjectNode> {

  /** Each is two calls of the key provider, and all are one transaction. */
  private static final int DATA_KEYS_AT_ONCE = 200;

  private static final int NAME_CHARS_MAX = 200;

  private final KeyRotation rotation;
  private final ObjectMapper json;

  KeysHandler(KeyRotation rotation, ObjectMapper json) {
    this.rotation = rotation;
    this.json = json;
  }

  @Override
  public ObjectNode handleRequest(KeysRequest request, Context context) {
    return switch (Objects.requireNonNullElse(request.operation(), "")) {
      case "status" -> json.valueToTree(rotation.status());
      case "rewrap" -> rewrap(request);
      default -> refused("The operation must be status or rewrap.");
    };
  }

  private ObjectNode rewrap(KeysRequest request) {
    String by = Objects.requireNonNullElse(request.by(), "").strip();
    if (!isName(by)) {
      return refused(
          "A change needs the name of who makes it (--by), 1 to %d characters."
              .formatted(NAME_CHARS_MAX));
    }
    long after = Objects.requireNonNullElse(request.after(), 0L);
    return json.valueToTree(rotation.rewrap(by, after, DATA_KEYS_AT_ONCE));
  }

  private static boolean isName(String text) {
    return !text.isEmpty()
        && text.length() <= NAME_CHARS_MAX
        && text.codePoints().noneMatch(Character::isISOControl)
        && !CardNumbers.in(text);
  }

  private ObjectNode refused(String sentence) {
    return json.createObjectNode().put("refused", sentence);
  }
}
