package bulkorder.ledger.encryption;

import bulkorder.ledger.ClientId;
import bulkorder.ledger.PersonalFields;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;

/** Opens what rows and orders have sealed. */
@ApplicationScoped
public class SealedRows {

  private static final TypeReference<List<String>> FIELDS = new TypeReference<>() {};

  private final DataKeys dataKeys;
  private final ObjectMapper json;

  SealedRows(DataKeys dataKeys, ObjectMapper json) {
    this.dataKeys = dataKeys;
    this.json = json;
  }

  /** The personal fields of a row or an order. */
  public PersonalFields personal(ClientId clientId, byte[] sealed) {
    try {
      return json.readValue(
          dataKeys.open(clientId, SealedField.PERSONAL, sealed), PersonalFields.class);
    } catch (IOException e) {
      throw new IllegalStateException("personal fields cannot be read", e);
    }
  }

  /** The fields of a row as the file had them. */
  public List<String> source(ClientId clientId, byte[] sealed) {
    try {
      return json.readValue(dataKeys.open(clientId, SealedField.SOURCE, sealed), FIELDS);
    } catch (IOException e) {
      throw new IllegalStateException("the fields of a row cannot be read", e);
    }
  }
}
