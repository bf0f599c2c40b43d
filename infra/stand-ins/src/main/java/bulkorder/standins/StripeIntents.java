package bulkorder.standins;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * All intents there ever were, and the answers that were given under idempotency keys. Each change
 * is a line of a file, of which the latest counts.
 */
final class StripeIntents implements AutoCloseable {

  /** An answer that belongs to a key. */
  record Kept(String request, int status, String body) {}

  private static final String INTENT = "intent";
  private static final String KEY = "key";

  private final Clock clock;
  private final String prefix;
  private final Map<String, ObjectNode> byId = new LinkedHashMap<>();
  private final Map<String, Kept> byKey = new LinkedHashMap<>();
  private final JsonLines lines;

  StripeIntents(Path file, Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.prefix = "pi_" + HexFormat.of().toHexDigits(random.nextInt());
    this.lines = JsonLines.open(file, (_, line) -> load(json(line)));
  }

  synchronized ObjectNode create(Consumer<ObjectNode> fields) {
    ObjectNode intent = Json.MAPPER.createObjectNode();
    intent.put("id", prefix + "%09d".formatted(byId.size() + 1));
    intent.put("object", "payment_intent");
    intent.put("created", clock.instant().getEpochSecond());
    fields.accept(intent);
    keep(intent);
    return intent.deepCopy();
  }

  /**
   * Changes an intent; when this returns, the change outlives a kill.
   *
   * @throws StripeProblem if there is none, or from the change, which then leaves no trace
   */
  synchronized ObjectNode change(String id, Consumer<ObjectNode> change) {
    ObjectNode intent = get(id);
    change.accept(intent);
    keep(intent);
    return intent.deepCopy();
  }

  /** A copy of an intent. */
  synchronized ObjectNode get(String id) {
    ObjectNode intent = byId.get(id);
    if (intent == null) {
      throw new StripeProblem(
          404, "invalid_request_error", "resource_missing", "No such payment_intent: '" + id + "'");
    }
    return intent.deepCopy();
  }

  /** Copies of intents, newest first. */
  synchronized List<ObjectNode> list(long createdFrom, @Nullable String startingAfter, int max) {
    List<ObjectNode> newestFirst = new ArrayList<>(byId.values()).reversed();
    return newestFirst.stream()
        .dropWhile(
            intent -> startingAfter != null && !intent.path("id").asText().equals(startingAfter))
        .skip(startingAfter == null ? 0 : 1)
        .filter(intent -> intent.path("created").asLong() >= createdFrom)
        .limit(max)
        .map(ObjectNode::deepCopy)
        .toList();
  }

  synchronized Optional<Kept> answer(String key) {
    return Optional.ofNullable(byKey.get(key));
  }

  synchronized void keepAnswer(String key, Kept kept) {
    byKey.put(key, kept);
    lines.append(Json.bytes(Map.of(KEY, key, "kept", kept)));
  }

  synchronized void forgetKeys() {
    byKey.clear();
  }

  @Override
  public void close() {
    lines.close();
  }

  private void keep(ObjectNode intent) {
    byId.put(intent.path("id").asText(), intent);
    lines.append(Json.bytes(Map.of(INTENT, intent)));
  }

  private void load(JsonNode line) {
    if (line.path(INTENT) instanceof ObjectNode intent) {
      byId.put(intent.path("id").asText(), intent);
    } else {
      JsonNode kept = line.path("kept");
      byKey.put(
          line.path(KEY).asText(),
          new Kept(
              kept.path("request").asText(),
              kept.path("status").intValue(),
              kept.path("body").asText()));
    }
  }

  private static JsonNode json(byte[] line) {
    try {
      return Json.MAPPER.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException("a line of the file is not JSON", e);
    }
  }
}
