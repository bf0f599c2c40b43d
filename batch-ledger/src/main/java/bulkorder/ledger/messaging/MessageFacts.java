package bulkorder.ledger.messaging;

import bulkorder.ledger.operations.LogFields;
import bulkorder.ledger.operations.Trace;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** What a message says besides its work: whose it is, when it was due, and in which trace. */
record MessageFacts(SQSMessage message) {

  /** By how many seconds its sender put it off, as a message attribute; SQS does not tell. */
  static final String DELAY_SECONDS = "delaySeconds";

  /** From when on it was to be worked on, if the queue says when it was sent. */
  Optional<Instant> dueAt() {
    return attribute("SentTimestamp")
        .map(Long::parseLong)
        .map(Instant::ofEpochMilli)
        .map(sentAt -> sentAt.plusSeconds(delaySeconds()));
  }

  private long delaySeconds() {
    return Optional.ofNullable(message.getMessageAttributes())
        .map(attributes -> attributes.get(DELAY_SECONDS))
        .map(delay -> Long.parseLong(delay.getStringValue()))
        .orElse(0L);
  }

  /** The trace in which it was sent. */
  Optional<String> trace() {
    return attribute(Trace.ATTRIBUTE);
  }

  /** What the log may say of it: ids, and only those that are ours. */
  Map<String, String> logFields(ObjectMapper json) {
    Map<String, String> fields = new HashMap<>();
    attribute("MessageGroupId").ifPresent(client -> fields.put(LogFields.CLIENT_ID, client));
    JsonNode body = read(json);
    if (isUuid(body.path("batchId").asText())) {
      fields.put(LogFields.BATCH_ID, body.path("batchId").asText());
    }
    if (body.path("chunk").isInt()) {
      fields.put(LogFields.CHUNK, body.path("chunk").asText());
    }
    return fields;
  }

  private Optional<String> attribute(String name) {
    return Optional.ofNullable(message.getAttributes()).map(attributes -> attributes.get(name));
  }

  private JsonNode read(ObjectMapper json) {
    try {
      return json.readTree(Objects.requireNonNullElse(message.getBody(), ""));
    } catch (JsonProcessingException notJson) {
      return json.missingNode();
    }
  }

  private static boolean isUuid(String text) {
    try {
      return UUID.fromString(text).toString().equals(text);
    } catch (IllegalArgumentException no) {
      return false;
    }
  }
}
