package bulkorder.status.client;

import bulkorder.ledger.CardNumbers;
import bulkorder.ledger.client.ClientTerms;
import bulkorder.ledger.client.Lifetimes;
import bulkorder.ledger.text.Sentences;
import bulkorder.status.Names;
import bulkorder.status.ProblemCode;
import bulkorder.status.Refusal;
import bulkorder.status.Refusal.Expected;
import bulkorder.status.RefusedException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a change of a client: {@code name}, {@code language}, {@code rowsMax}, {@code
 * requestsPerSecond}, {@code filesKeptDays}, {@code reportsKeptDays}, {@code rowsKeptDays} and
 * {@code paymentLimits}. What is not there stays as it is.
 */
@Schema(
    properties = {
      @SchemaProperty(
          name = "name",
          type = SchemaType.STRING,
          minLength = 1,
          maxLength = ClientTerms.NAME_CHARS_MAX),
      @SchemaProperty(
          name = "language",
          type = SchemaType.STRING,
          enumeration = {"ja", "en"}),
      @SchemaProperty(
          name = "rowsMax",
          implementation = Integer.class,
          minimum = "1",
          maximum = "" + ClientTerms.ROWS_MAX),
      @SchemaProperty(
          name = "requestsPerSecond",
          implementation = Integer.class,
          minimum = "1",
          maximum = "" + ClientTerms.REQUESTS_PER_SECOND_MAX),
      @SchemaProperty(
          name = "filesKeptDays",
          implementation = Integer.class,
          minimum = "1",
          maximum = "" + Lifetimes.DAYS_MAX),
      @SchemaProperty(
          name = "reportsKeptDays",
          implementation = Integer.class,
          minimum = "1",
          maximum = "" + Lifetimes.DAYS_MAX),
      @SchemaProperty(
          name = "rowsKeptDays",
          implementation = Integer.class,
          minimum = "1",
          maximum = "" + Lifetimes.DAYS_MAX),
      @SchemaProperty(
          name = "paymentLimits",
          type = SchemaType.OBJECT,
          minProperties = 1,
          maxProperties = ClientTerms.CURRENCIES_MAX,
          additionalProperties = ClientAnswer.Limits.class)
    })
final class ClientWish {

  private static final Set<String> CHANGEABLE =
      Set.of(
          "name",
          "language",
          "rowsMax",
          "requestsPerSecond",
          "filesKeptDays",
          "reportsKeptDays",
          "rowsKeptDays",
          "paymentLimits");

  @Schema(hidden = true)
  private final JsonNode wish;

  private ClientWish(JsonNode wish) {
    this.wish = wish;
  }

  /** Of a client that is new: the fields of a change, and one more. */
  static ClientWish ofNew(@Nullable JsonNode wish, String fieldMore) {
    return of(wish, field -> CHANGEABLE.contains(field) || field.equals(fieldMore));
  }

  static ClientWish ofChange(@Nullable JsonNode wish) {
    return of(wish, CHANGEABLE::contains);
  }

  private static ClientWish of(@Nullable JsonNode wish, Function<String, Boolean> known) {
    if (wish == null
        || !wish.isObject()
        || !wish.propertyStream().allMatch(field -> known.apply(field.getKey()))) {
      throw Refusal.of(ProblemCode.INVALID_BODY).exception();
    }
    return new ClientWish(wish);
  }

  /** The terms that are wished for. */
  ClientTerms checked(ClientTerms before) {
    return new ClientTerms(
        given("name", ClientWish::name, before.name()),
        given("language", ClientWish::language, before.language()),
        given("rowsMax", number("rowsMax", ClientTerms.ROWS_MAX), before.rowsMax()),
        given(
            "requestsPerSecond",
            number("requestsPerSecond", ClientTerms.REQUESTS_PER_SECOND_MAX),
            before.requestsPerSecond()),
        lifetimes(before.lifetimes()),
        given("paymentLimits", LimitsWish::checked, before.paymentLimits()));
  }

  private Lifetimes lifetimes(Lifetimes before) {
    return new Lifetimes(
        given("filesKeptDays", days("filesKeptDays"), before.filesDays()),
        given("reportsKeptDays", days("reportsKeptDays"), before.reportsDays()),
        given("rowsKeptDays", days("rowsKeptDays"), before.rowsDays()));
  }

  private static Function<JsonNode, Integer> days(String field) {
    return number(field, Lifetimes.DAYS_MAX);
  }

  /** What a field has; {@link MissingNode} if it is not there. */
  JsonNode present(String field) {
    JsonNode value = wish.get(field);
    return value == null ? MissingNode.getInstance() : value;
  }

  private <T> T given(String field, Function<JsonNode, T> read, T before) {
    JsonNode value = wish.get(field);
    return value == null ? before : read.apply(value);
  }

  static String name(JsonNode value) {
    return Optional.of(value)
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue)
        .filter(name -> Names.isText(name, ClientTerms.NAME_CHARS_MAX) && !CardNumbers.in(name))
        .orElseThrow(
            () -> refused("name", value, expected("client.name", ClientTerms.NAME_CHARS_MAX)));
  }

  private static String language(JsonNode value) {
    return Optional.of(value)
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue)
        .filter(language -> Sentences.in(language).isPresent())
        .orElseThrow(
            () -> refused("language", value, new Expected("notifications.language", Map.of())));
  }

  private static Function<JsonNode, Integer> number(String field, int max) {
    return value -> {
      if (!value.isInt() || value.intValue() < 1 || value.intValue() > max) {
        throw refused(
            field, value, new Expected("number", Map.of("min", "1", "max", Integer.toString(max))));
      }
      return value.intValue();
    };
  }

  private static Expected expected(String key, int max) {
    return new Expected(key, Map.of("max", Integer.toString(max)));
  }

  static RefusedException refused(String field, JsonNode value, Expected expected) {
    return Refusal.ofField(field, value.isValueNode() ? value.asText() : value.toString(), expected)
        .exception();
  }
}
