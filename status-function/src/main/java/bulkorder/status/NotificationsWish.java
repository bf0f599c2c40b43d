package bulkorder.status;

import bulkorder.ledger.NotificationKind;
import bulkorder.ledger.announcement.NotificationSettings;
import bulkorder.ledger.announcement.WebhookUrl;
import bulkorder.ledger.text.Sentences;
import bulkorder.status.Refusal.Expected;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.jspecify.annotations.Nullable;

/**
 * Asks for other settings: {@code language}, {@code kinds}, {@code operators} and {@code
 * webhookUrl}. What is not there stays as it is; a webhookUrl of null or "" is removed.
 */
@Schema(
    properties = {
      @SchemaProperty(
          name = "language",
          type = SchemaType.STRING,
          enumeration = {"ja", "en"}),
      @SchemaProperty(
          name = "kinds",
          type = SchemaType.ARRAY,
          implementation = NotificationKind.class,
          uniqueItems = true),
      @SchemaProperty(
          name = "operators",
          type = SchemaType.ARRAY,
          implementation = String.class,
          uniqueItems = true,
          maxItems = NotificationSettings.OPERATORS_MAX,
          description = "Mail addresses"),
      @SchemaProperty(
          name = "webhookUrl",
          type = SchemaType.STRING,
          nullable = true,
          maxLength = WebhookUrl.CHARS_MAX,
          description = "https; null or empty to remove it")
    })
final class NotificationsWish {

  private static final Set<String> FIELDS = Set.of("language", "kinds", "operators", "webhookUrl");
  private static final int ADDRESS_CHARS_MAX = 254;
  private static final Pattern ADDRESS =
      Pattern.compile(
          "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
              + "(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+");

  @Schema(hidden = true)
  private final JsonNode wish;

  private NotificationsWish(JsonNode wish) {
    this.wish = wish;
  }

  static NotificationsWish of(@Nullable JsonNode wish) {
    if (wish == null
        || !wish.isObject()
        || wish.propertyStream().anyMatch(field -> !FIELDS.contains(field.getKey()))) {
      throw Refusal.of(ProblemCode.INVALID_BODY).exception();
    }
    return new NotificationsWish(wish);
  }

  /**
   * The settings that are wished for.
   *
   * @param anywhere whether a webhook may be anywhere, on this machine too
   */
  NotificationSettings checked(NotificationSettings before, boolean anywhere) {
    return new NotificationSettings(
        given("language", NotificationsWish::language, before.language()),
        given("kinds", NotificationsWish::kinds, before.kinds()),
        given("operators", NotificationsWish::operators, before.operators()),
        given("webhookUrl", url -> webhookUrl(url, anywhere), before.webhookUrl()));
  }

  private <T> T given(String field, Function<JsonNode, T> read, T before) {
    JsonNode value = wish.get(field);
    return value == null ? before : read.apply(value);
  }

  private static String language(JsonNode value) {
    return Optional.of(value)
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue)
        .filter(language -> Sentences.in(language).isPresent())
        .orElseThrow(() -> refused("language", value.toString(), Map.of()));
  }

  private static Set<NotificationKind> kinds(JsonNode value) {
    Set<NotificationKind> kinds = EnumSet.noneOf(NotificationKind.class);
    for (String name : texts("kinds", value, NotificationKind.values().length)) {
      if (!NotificationKind.isName(name) || !kinds.add(NotificationKind.valueOf(name))) {
        throw refused("kinds", name, Map.of());
      }
    }
    return kinds;
  }

  /** The value that is refused is an address, or nearly one, so only the caller sees it. */
  private static List<String> operators(JsonNode value) {
    List<String> operators = texts("operators", value, NotificationSettings.OPERATORS_MAX);
    Set<String> seen = new HashSet<>();
    for (String address : operators) {
      boolean right = address.length() <= ADDRESS_CHARS_MAX && ADDRESS.matcher(address).matches();
      if (!right || !seen.add(address)) {
        throw refused("operators", address, max(NotificationSettings.OPERATORS_MAX));
      }
    }
    return operators;
  }

  private static Optional<String> webhookUrl(JsonNode value, boolean anywhere) {
    if (value.isNull() || (value.isTextual() && value.textValue().isEmpty())) {
      return Optional.empty();
    }
    return Optional.of(
        Optional.of(value)
            .filter(JsonNode::isTextual)
            .map(JsonNode::textValue)
            .filter(url -> WebhookUrl.parse(url, anywhere).isPresent())
            .orElseThrow(() -> refused("webhookUrl", value.asText(), max(WebhookUrl.CHARS_MAX))));
  }

  private static List<String> texts(String field, JsonNode value, int max) {
    if (!value.isArray() || value.size() > max) {
      throw refused(
          field, value.isArray() ? "[%d]".formatted(value.size()) : value.asText(), max(max));
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode element : value) {
      if (!element.isTextual()) {
        throw refused(field, element.toString(), max(max));
      }
      texts.add(element.textValue());
    }
    return texts;
  }

  private static Map<String, String> max(int max) {
    return Map.of("max", Integer.toString(max));
  }

  private static RefusedException refused(String field, String value, Map<String, String> values) {
    return Refusal.ofField(field, value, new Expected("notifications." + field, values))
        .exception();
  }
}
