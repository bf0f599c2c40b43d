package bulkorder.status;

import bulkorder.ledger.ClientId;
import bulkorder.status.Refusal.Expected;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the upload of one file.
 *
 * @param clientId whose file it is
 * @param fileName as the client knows it; the object's key ends with it
 * @param bulkImportGroup the client's own name for what belongs together, or null
 */
public record NewBatch(
    @Nullable String clientId, @Nullable String fileName, @Nullable String bulkImportGroup) {

  static final int FILE_NAME_CHARS_MAX = 200;
  static final int GROUP_CHARS_MAX = 200;

  private static final String NONE = "";

  ClientId checkedClientId() {
    String given = clientId == null ? NONE : clientId;
    return ClientId.parse(given)
        .orElseThrow(() -> refused("clientId", given, new Expected("clientId", Map.of())));
  }

  String checkedFileName() {
    String given = fileName == null ? NONE : fileName;
    if (!Names.isFileName(given, FILE_NAME_CHARS_MAX)) {
      throw refused("fileName", given, atMost("fileName", FILE_NAME_CHARS_MAX));
    }
    return given;
  }

  Optional<String> checkedGroup() {
    if (bulkImportGroup != null && !Names.isText(bulkImportGroup, GROUP_CHARS_MAX)) {
      throw refused("bulkImportGroup", bulkImportGroup, atMost("text", GROUP_CHARS_MAX));
    }
    return Optional.ofNullable(bulkImportGroup);
  }

  private static Expected atMost(String key, int max) {
    return new Expected(key, Map.of("max", Integer.toString(max)));
  }

  private static RefusedException refused(String field, String value, Expected expected) {
    return Refusal.ofField(field, value, expected).exception();
  }
}
