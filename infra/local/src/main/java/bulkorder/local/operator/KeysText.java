package bulkorder.local.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Which master keys are in use, for a person. */
final class KeysText {
  private KeysText() {}

  static List<String> of(JsonNode answer) {
    String present = answer.path("present").asText();
    List<String> lines = new ArrayList<>();
    lines.add("%s wraps new data keys.".formatted(present));
    boolean others = false;
    for (JsonNode key : answer.path("masterKeys")) {
      lines.add(line(key));
      others |= !key.path("masterKey").asText().equals(present);
    }
    if (others) {
      lines.add("infra/keys rewrap has %s wrap all of them.".formatted(present));
    }
    return lines;
  }

  private static String line(JsonNode key) {
    return "  %s wraps %,d data keys of %,d clients, the first since %s."
        .formatted(
            key.path("masterKey").asText(),
            key.path("dataKeys").asLong(),
            key.path("clients").asLong(),
            key.path("since").asText());
  }
}
