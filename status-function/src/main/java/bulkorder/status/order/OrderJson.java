package bulkorder.status.order;

import bulkorder.ledger.CardNumbers;
import bulkorder.status.ProblemCode;
import bulkorder.status.Refusal;
import bulkorder.status.Refusal.Expected;
import bulkorder.status.RefusedException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what callers send, and says where it is not what it must be. A key that stands twice in an
 * object is no JSON here: nobody could say which of the two is meant.
 */
@ApplicationScoped
class OrderJson {

  private final ObjectReader reader;

  OrderJson(ObjectMapper json) {
    this.reader =
        json.reader()
            .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }

  /**
   * Reads a body.
   *
   * @throws RefusedException if it is not of this type, with place and value where it is JSON
   */
  <T> T read(@Nullable String body, Class<T> type) {
    if (body == null || body.isBlank()) {
      throw Refusal.of(ProblemCode.INVALID_BODY).exception();
    }
    try (JsonParser json = reader.createParser(body)) {
      return read(json, type);
    } catch (IOException notJson) {
      throw Refusal.of(ProblemCode.INVALID_BODY).exception();
    }
  }

  private <T> T read(JsonParser json, Class<T> type) throws IOException {
    try {
      @Nullable T read = reader.forType(type).readValue(json);
      if (read == null) {
        throw Refusal.of(ProblemCode.INVALID_BODY).exception();
      }
      return read;
    } catch (MismatchedInputException mismatched) {
      if (mismatched.getPath().isEmpty()) {
        throw mismatched;
      }
      throw refused(mismatched, json);
    }
  }

  /** What stands in a field that we do not know may be personal: it is not repeated. */
  private static RefusedException refused(MismatchedInputException mismatched, JsonParser json)
      throws IOException {
    return mismatched instanceof UnrecognizedPropertyException
        ? refused(mismatched, CardNumbers.MASK, "order.noSuchField")
        : refused(mismatched, String.valueOf(json.getText()), "order.text");
  }

  private static RefusedException refused(
      MismatchedInputException mismatched, String value, String expected) {
    return Refusal.ofField(place(mismatched), value, new Expected(expected, Map.of())).exception();
  }

  private static String place(MismatchedInputException mismatched) {
    var place = new StringBuilder();
    for (Reference step : mismatched.getPath()) {
      if (step.getFieldName() == null) {
        place.append('[').append(step.getIndex()).append(']');
      } else {
        place.append(place.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return place.toString();
  }
}
