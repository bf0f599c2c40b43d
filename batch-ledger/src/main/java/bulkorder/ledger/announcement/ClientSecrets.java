package bulkorder.ledger.announcement;

import bulkorder.ledger.ClientId;
import bulkorder.ledger.encryption.DataKeys;
import bulkorder.ledger.encryption.SealedField;
import bulkorder.ledger.encryption.SingleValues;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Seals and opens what is secret of a client: its operators' addresses and its webhook's key. */
@ApplicationScoped
class ClientSecrets {

  private static final TypeReference<List<String>> ADDRESSES = new TypeReference<>() {};

  private final SingleValues values;
  private final DataKeys dataKeys;
  private final ObjectMapper json;

  ClientSecrets(SingleValues values, DataKeys dataKeys, ObjectMapper json) {
    this.values = values;
    this.dataKeys = dataKeys;
    this.json = json;
  }

  byte[] seal(ClientId clientId, WebhookSecret secret) {
    return values.seal(
        clientId, SealedField.WEBHOOK_SECRET, secret.text().getBytes(StandardCharsets.UTF_8));
  }

  byte[] seal(ClientId clientId, List<String> operators) {
    try {
      return values.seal(clientId, SealedField.OPERATORS, json.writeValueAsBytes(operators));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("addresses cannot be written", e);
    }
  }

  WebhookSecret webhookSecret(ClientId clientId, byte[] sealed) {
    byte[] text = dataKeys.open(clientId, SealedField.WEBHOOK_SECRET, sealed);
    return new WebhookSecret(new String(text, StandardCharsets.UTF_8));
  }

  List<String> operators(ClientId clientId, byte @Nullable [] sealed) {
    if (sealed == null) {
      return List.of();
    }
    try {
      return json.readValue(dataKeys.open(clientId, SealedField.OPERATORS, sealed), ADDRESSES);
    } catch (IOException e) {
      throw new IllegalStateException("addresses cannot be read", e);
    }
  }
}
