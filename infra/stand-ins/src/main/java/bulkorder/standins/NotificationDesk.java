package bulkorder.standins;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Takes mails as the existing notification service does, one a request. A request whose {@code
 * Idempotency-Key} was seen before gets the answer of then, and sends nothing.
 */
final class NotificationDesk {

  static final String PROTOCOL = "SERVICE";

  private static final int KEYS_MAX = 100_000;
  private static final String FROM = "(notification service)";

  private final Mailbox mailbox;
  private final MailGate gate;
  private final Arrivals arrivals;
  private final FirstCalls throttled = new FirstCalls();
  private final Map<String, String> idsByKey =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > KEYS_MAX;
        }
      };

  NotificationDesk(Mailbox mailbox, MailGate gate, Arrivals arrivals) {
    this.mailbox = mailbox;
    this.gate = gate;
    this.arrivals = arrivals;
  }

  HttpAnswer send(HttpRequest http) {
    var arrival = arrivals.open(PROTOCOL);
    arrival.has(1);
    HttpAnswer.Full answer = answer(http);
    arrival.answered(answer.status(), answer.status() == 202 ? 1 : 0);
    return answer;
  }

  private HttpAnswer.Full answer(HttpRequest http) {
    if (!gate.admitsNotification()) {
      return tooMany();
    }
    if (!gate.letsThrough()) {
      return refusal(500, "internal_error");
    }
    ObjectNode mail;
    try {
      mail = http.json();
    } catch (HttpProblem notJson) {
      return refusal(400, "invalid_request");
    }
    return answer(mail, http.header("Idempotency-Key"));
  }

  private HttpAnswer.Full answer(ObjectNode mail, Optional<String> key) {
    if (mail.path("subject").asText().isEmpty()
        || (mail.path("text").asText().isEmpty() && mail.path("html").asText().isEmpty())) {
      return refusal(400, "invalid_request");
    }
    MailAddress to;
    try {
      to = MailAddress.of(mail.path("to").asText());
    } catch (IllegalArgumentException e) {
      return refusal(422, "invalid_address");
    }
    if (to.localPart().equals("reject")) {
      return refusal(422, "invalid_address");
    }
    if (to.localPart().equals("throttle-once") && throttled.isFirst(to.toString())) {
      return tooMany();
    }
    return HttpAnswer.json(202, Map.of("notification_id", id(mail, key)));
  }

  private synchronized String id(ObjectNode mail, Optional<String> key) {
    String known = key.map(idsByKey::get).orElse(null);
    if (known != null) {
      return known;
    }
    var content =
        new MailTemplate(
            "",
            mail.path("subject").asText(),
            mail.path("text").asText(),
            mail.path("html").asText());
    String id =
        mailbox.add(
            content, Json.MAPPER.createObjectNode(), FROM, mail.path("to").asText(), Map.of());
    key.ifPresent(text -> idsByKey.put(text, id));
    return id;
  }

  private static HttpAnswer.Full tooMany() {
    return HttpAnswer.json(429, Map.of("Retry-After", "1"), Map.of("error", "too_many_requests"));
  }

  private static HttpAnswer.Full refusal(int status, String error) {
    return HttpAnswer.json(status, Map.of("error", error));
  }
}
