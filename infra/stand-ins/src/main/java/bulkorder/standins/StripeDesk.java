package bulkorder.standins;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Makes, confirms and cancels intents, in the states that Stripe's documentation gives them. */
final class StripeDesk {

  private static final Set<String> CANCELABLE =
      Set.of("requires_payment_method", "requires_confirmation", "requires_action", "processing");
  private static final int METADATA_VALUE_CHARS_MAX = 500;
  private static final int METADATA_MAX = 50;

  private final StripeIntents intents;
  private final StripeIdempotency keys;

  StripeDesk(StripeIntents intents, StripeIdempotency keys) {
    this.intents = intents;
    this.keys = keys;
  }

  HttpAnswer create(HttpRequest http) {
    Map<String, String> form = http.form();
    String paymentMethod = form.getOrDefault("payment_method", "");
    return keys.once(
        http, "create", request("create", form), paymentMethod, () -> created(form, paymentMethod));
  }

  HttpAnswer confirm(HttpRequest http) {
    Map<String, String> form = http.form();
    String paymentMethod = intents.get(http.item()).path("payment_method").asText();
    return keys.once(
        http,
        "confirm",
        request("confirm " + http.item(), form),
        paymentMethod,
        () -> confirmed(http.item(), "true".equals(form.get("off_session"))));
  }

  HttpAnswer cancel(HttpRequest http) {
    return keys.once(
        http, "cancel", request("cancel " + http.item(), http.form()), "", () -> canceled(http));
  }

  private HttpAnswer.Full created(Map<String, String> form, String paymentMethod) {
    String currency = form.getOrDefault("currency", "");
    long amount = StripeAmounts.checked(form.getOrDefault("amount", ""), currency);
    if (!paymentMethod.startsWith("pm_") || paymentMethod.equals("pm_missing")) {
      throw StripeProblem.missing(
          "payment_method", "No such PaymentMethod: '" + paymentMethod + "'");
    }
    ObjectNode intent =
        intents.create(
            json -> {
              json.put("amount", amount);
              json.put("amount_received", 0);
              json.put("currency", currency);
              json.put("customer", form.get("customer"));
              json.put("payment_method", paymentMethod);
              json.put("status", "requires_confirmation");
              json.putNull("last_payment_error");
              json.putNull("latest_charge");
              json.set("metadata", metadata(form));
            });
    return HttpAnswer.json(200, StripeServer.shown(intent, false));
  }

  private HttpAnswer.Full confirmed(String id, boolean offSession) {
    ObjectNode intent =
        intents.change(
            id,
            json -> {
              if (!json.path("status").asText().equals("requires_confirmation")) {
                throw unexpectedState(json);
              }
              settle(json, offSession);
            });
    ObjectNode shown = StripeServer.shown(intent, false);
    if (intent.path("last_payment_error") instanceof ObjectNode error) {
      return new StripeProblem(
              402, "card_error", error.path("code").asText(), error.path("message").asText())
          .because(error.path("decline_code").asText(null))
          .about(shown)
          .answer();
    }
    return HttpAnswer.json(200, shown);
  }

  private static void settle(ObjectNode intent, boolean offSession) {
    switch (StripeCard.of(intent.path("payment_method").asText(), offSession)) {
      case StripeCard.Succeed _ -> {
        intent.put("status", "succeeded");
        intent.set("amount_received", intent.get("amount"));
        intent
            .putObject("latest_charge")
            .put("id", intent.path("id").asText().replaceFirst("pi_", "ch_"))
            .put("amount_refunded", 0)
            .put("disputed", false);
      }
      case StripeCard.Decline decline -> {
        intent.put("status", "requires_payment_method");
        intent.set(
            "last_payment_error",
            new StripeProblem(402, "card_error", decline.code(), "Your card was declined.")
                .because(decline.declineCode())
                .error());
      }
      case StripeCard.AskCustomer _ -> intent.put("status", "requires_action");
      case StripeCard.StayProcessing _ -> intent.put("status", "processing");
    }
  }

  private HttpAnswer.Full canceled(HttpRequest http) {
    ObjectNode intent =
        intents.change(
            http.item(),
            json -> {
              if (!CANCELABLE.contains(json.path("status").asText())) {
                throw unexpectedState(json);
              }
              json.put("status", "canceled");
            });
    return HttpAnswer.json(200, StripeServer.shown(intent, false));
  }

  private static StripeProblem unexpectedState(ObjectNode intent) {
    return StripeProblem.invalid(
            "payment_intent_unexpected_state",
            null,
            "This PaymentIntent's status is " + intent.path("status").asText())
        .about(StripeServer.shown(intent, false));
  }

  private static ObjectNode metadata(Map<String, String> form) {
    ObjectNode metadata = Json.MAPPER.createObjectNode();
    form.forEach(
        (field, value) -> {
          if (field.startsWith("metadata[")) {
            metadata.put(field.substring("metadata[".length(), field.length() - 1), value);
          }
        });
    boolean tooLong =
        metadata.properties().stream()
            .anyMatch(entry -> entry.getValue().asText().length() > METADATA_VALUE_CHARS_MAX);
    if (metadata.size() > METADATA_MAX || tooLong) {
      throw StripeProblem.invalid(null, "metadata", "Metadata is limited to 50 keys of 500 chars");
    }
    return metadata;
  }

  private static String request(String endpoint, Map<String, String> form) {
    return endpoint + " " + new TreeMap<>(form);
  }
}
