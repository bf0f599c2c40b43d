package bulkorder.local.chaos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** One invocation of a function: what it is about, and which writes it has made so far. */
final class Work {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<String> items;
  private final int receivesMax;
  private final Map<Phase, Map<Site, AtomicInteger>> passages = new EnumMap<>(Phase.class);

  private Work(List<String> items, int receivesMax) {
    this.items = List.copyOf(items);
    this.receivesMax = receivesMax;
    for (var phase : Phase.values()) {
      passages.put(phase, new ConcurrentHashMap<>());
    }
  }

  /** Reads an event of SQS or S3; others are about nothing in particular. */
  static Work of(String payload) {
    List<String> items = new ArrayList<>();
    int receivesMax = 0;
    for (JsonNode item : json(payload).path("Records")) {
      items.add(
          item.hasNonNull("messageId")
              ? item.path("messageId").asText()
              : item.at("/s3/object/key").asText() + item.at("/s3/object/sequencer").asText());
      receivesMax = Math.max(receivesMax, item.at("/attributes/ApproximateReceiveCount").asInt());
    }
    return new Work(items, receivesMax);
  }

  private static JsonNode json(String payload) {
    try {
      return JSON.readTree(payload);
    } catch (JsonProcessingException _) {
      return JSON.createObjectNode();
    }
  }

  /** The messages or object versions that it is about. */
  List<String> items() {
    return items;
  }

  /** How often the message that has been received most often has been. */
  int receivesMax() {
    return receivesMax;
  }

  /** Counts a passage; those before and those after a write each count from 1. */
  int next(Site site, Phase phase) {
    return Objects.requireNonNull(passages.get(phase))
        .computeIfAbsent(site, _ -> new AtomicInteger())
        .incrementAndGet();
  }
}
