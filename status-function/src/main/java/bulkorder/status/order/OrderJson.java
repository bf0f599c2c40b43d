package bulkorder.status.order;

import bulkorder.ledger.CardNumbers;
import bulkorder.status.ProblemCode;
import bulkorder.status.Refusal;
import bulkorder.status.Refusal.Expected;
import bulkorder.status.RefusedException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
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
    try {
      T read = body == null ? null : reader.forType(type).readValue(body);
      if (read == null) {
        throw Refusal.of(ProblemCode.INVALID_BODY).exception();
      }
      return read;
    } catch (MismatchedInputException mismatched) {
      throw mismatched.getPath().isEmpty()
          ? Refusal.of(ProblemCode.INVALID_BODY).exception()
          : refused(mismatched);
    } catch (JsonProcessingException notJson) {
      throw Refusal.of(ProblemCode.INVALID_BODY).exception();
    }
  }

  /** What stands in a field that we do not know may be personal: it is not repeated. */
  private static RefusedException refused(MismatchedInputException mismatched) {
    return mismatched instanceof UnrecognizedPropertyException
        ? refused(mismatched, CardNumbers.MASK, "order.noSuchField")
        : refused(mismatched, value(mismatched), "order.text");
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

  /** The parser still stands where the reading ended. */
  private static String value(MismatchedInputException mismatched) {
    try {
      return mismatched.getProcessor() instanceof JsonParser json && json.hasCurrentToken()
          ? json.getText()
          : "";
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail", e);
    }
  }
}
