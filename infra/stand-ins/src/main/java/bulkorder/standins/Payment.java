package bulkorder.standins;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A charge that was made or declined.
 *
 * @param declineCode why it was declined, or null: it was captured
 */
record Payment(
    String id,
    @Nullable String idempotencyKey,
    PaymentRequest request,
    @Nullable String declineCode,
    Instant createdAt) {

  String status() {
    return declineCode == null ? "captured" : "declined";
  }

  int httpStatus() {
    return declineCode == null ? 201 : 402;
  }

  /** What the one who charges gets. */
  ObjectNode answer() {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("payment_id", id);
    json.put("status", status());
    json.put("order_id", request.orderId());
    json.put("amount", request.amount());
    json.put("currency", request.currency());
    if (declineCode != null) {
      json.put("decline_code", declineCode);
    }
    return json;
  }

  /** All of it, as the ledger's file and list have it. */
  ObjectNode entry() {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("payment_id", id);
    json.put("idempotency_key", idempotencyKey);
    json.put("order_id", request.orderId());
    ArrayNode orderIds = json.putArray("order_ids");
    request.orderIds().forEach(orderIds::add);
    json.put("amount", request.amount());
    json.put("currency", request.currency());
    json.put("payment_method", request.paymentMethod());
    json.put("status", status());
    json.put("decline_code", declineCode);
    json.put("created_at", createdAt.toString());
    return json;
  }

  static Payment ofEntry(JsonNode json) {
    List<Long> orderIds = new ArrayList<>();
    json.path("order_ids").forEach(id -> orderIds.add(id.longValue()));
    return new Payment(
        json.path("payment_id").textValue(),
        json.path("idempotency_key").textValue(),
        new PaymentRequest(
            json.path("order_id").longValue(),
            orderIds,
            json.path("amount").decimalValue(),
            json.path("currency").textValue(),
            json.path("payment_method").textValue()),
        json.path("decline_code").textValue(),
        Instant.parse(json.path("created_at").textValue()));
  }
}
