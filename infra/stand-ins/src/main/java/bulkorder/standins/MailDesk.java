package bulkorder.standins;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Takes mails as SES does, in its words: {@code SendBulkEmail} and {@code SendEmail}. */
final class MailDesk {

  private static final String PROTOCOL = "SES";
  private static final int ENTRIES_MAX = 50;
  private static final int RECIPIENTS_MAX = 50;
  private static final int TEMPLATES_MAX = 10_000;

  /** A template, taken apart once for many mails. */
  private record ReadTemplate(MailTemplate template, List<MailText> texts) {

    /**
     * @throws IllegalArgumentException when it holds two opening braces that begin no value
     */
    static ReadTemplate of(MailTemplate template) {
      return new ReadTemplate(
          template,
          List.of(
              MailText.of(template.subject()),
              MailText.of(template.text()),
              MailText.of(template.html())));
    }
  }

  private final Mailbox mailbox;
  private final MailGate gate;
  private final Arrivals arrivals;
  private final MailEvents events;
  private final Map<String, ReadTemplate> templates = new ConcurrentHashMap<>();
  private final FirstCalls throttled = new FirstCalls();

  MailDesk(Mailbox mailbox, MailGate gate, Arrivals arrivals, MailEvents events) {
    this.mailbox = mailbox;
    this.gate = gate;
    this.arrivals = arrivals;
    this.events = events;
  }

  void addTemplate(MailTemplate template) {
    if (templates.size() >= TEMPLATES_MAX && !templates.containsKey(template.name())) {
      throw new IllegalStateException("there are " + TEMPLATES_MAX + " templates already");
    }
    templates.put(template.name(), ReadTemplate.of(template));
  }

  HttpAnswer sendBulk(HttpRequest http) {
    var arrival = arrivals.open(PROTOCOL);
    ArrayNode results = Json.MAPPER.createArrayNode();
    HttpAnswer.Full answer =
        inWordsOfSes(
            () -> {
              ObjectNode request = http.json();
              JsonNode entries = request.path("BulkEmailEntries");
              arrival.has(entries.size());
              if (entries.isEmpty() || entries.size() > ENTRIES_MAX) {
                throw badRequest(
                    "there are " + entries.size() + " entries, not 1 to " + ENTRIES_MAX);
              }
              admit(entries.size());
              entries.forEach(entry -> results.add(sendEntry(request, entry)));
              return HttpAnswer.json(200, Map.of("BulkEmailEntryResults", results));
            });
    arrival.answered(answer.status(), results.findValues("MessageId").size());
    return answer;
  }

  HttpAnswer send(HttpRequest http) {
    var arrival = arrivals.open(PROTOCOL);
    arrival.has(1);
    HttpAnswer.Full answer =
        inWordsOfSes(
            () -> {
              ObjectNode request = http.json();
              admit(1);
              try {
                var tags = MailTags.of(request.path("EmailTags"), Json.MAPPER.nullNode());
                String id = sendOne(request, request.path("Content"), null, request, tags);
                return HttpAnswer.json(200, Map.of("MessageId", id));
              } catch (MailRefusal refusal) {
                throw refusal.problem();
              }
            });
    arrival.answered(answer.status(), answer.status() == 200 ? 1 : 0);
    return answer;
  }

  private ObjectNode sendEntry(ObjectNode request, JsonNode entry) {
    ObjectNode result = Json.MAPPER.createObjectNode();
    String own =
        entry
            .path("ReplacementEmailContent")
            .path("ReplacementTemplate")
            .path("ReplacementTemplateData")
            .textValue();
    try {
      var tags = MailTags.of(request.path("DefaultEmailTags"), entry.path("ReplacementTags"));
      String id = sendOne(request, request.path("DefaultContent"), own, entry, tags);
      result.put("Status", "SUCCESS").put("MessageId", id);
    } catch (MailRefusal refusal) {
      result.put("Status", refusal.status()).put("Error", refusal.getMessage());
    }
    return result;
  }

  private String sendOne(
      ObjectNode request,
      JsonNode content,
      @Nullable String ownData,
      JsonNode addressed,
      Map<String, String> tags) {
    List<String> to = recipients(addressed.path("Destination").path("ToAddresses"));
    JsonNode templated = content.path("Template");
    String from = request.path("FromEmailAddress").asText();
    String recipients = String.join(", ", to);
    String id;
    if (templated.isMissingNode()) {
      id = mailbox.add(simple(content.path("Simple")), data(null), from, recipients, tags);
    } else {
      ReadTemplate read = template(templated);
      ObjectNode data = data(templated.path("TemplateData").textValue());
      data.setAll(data(ownData));
      // A template without data is kept as it is; it needs none, or fails here.
      render(read, data);
      id = mailbox.add(read.template(), data, from, recipients, tags);
    }
    String configurationSet = request.path("ConfigurationSetName").asText();
    var taken = new MailEvents.Taken(id, configurationSet, from, tags);
    to.forEach(recipient -> events.taken(taken, recipient));
    return id;
  }

  private List<String> recipients(JsonNode addresses) {
    if (addresses.isEmpty() || addresses.size() > RECIPIENTS_MAX) {
      throw new MailRefusal("INVALID_PARAMETER", "Missing or too many addresses");
    }
    List<String> recipients = new ArrayList<>();
    for (JsonNode address : addresses) {
      recipients.add(accepted(address.asText()));
    }
    return recipients;
  }

  private String accepted(String text) {
    MailAddress address;
    try {
      address = MailAddress.of(text);
    } catch (IllegalArgumentException e) {
      throw new MailRefusal("INVALID_PARAMETER", String.valueOf(e.getMessage()));
    }
    if (address.localPart().equals("reject")) {
      throw new MailRefusal("MESSAGE_REJECTED", "Email address is rejected: " + text);
    }
    if (address.localPart().equals("throttle-once") && throttled.isFirst(address.toString())) {
      throw new MailRefusal("TRANSIENT_FAILURE", "Temporary failure, try again: " + text);
    }
    return text;
  }

  private ReadTemplate template(JsonNode templated) {
    JsonNode inline = templated.path("TemplateContent");
    if (inline.isObject()) {
      var template =
          new MailTemplate(
              "",
              inline.path("Subject").asText(),
              inline.path("Text").asText(),
              inline.path("Html").asText());
      try {
        return ReadTemplate.of(template);
      } catch (IllegalArgumentException e) {
        throw badRequest(String.valueOf(e.getMessage()));
      }
    }
    String name = templated.path("TemplateName").asText();
    return Optional.ofNullable(templates.get(name))
        .orElseThrow(
            () -> new MailRefusal("TEMPLATE_NOT_FOUND", "Template " + name + " does not exist."));
  }

  private static MailTemplate simple(JsonNode simple) {
    String subject = simple.path("Subject").path("Data").asText();
    if (subject.isEmpty()) {
      throw badRequest("Content has no Template, and no Simple with a Subject");
    }
    JsonNode body = simple.path("Body");
    return new MailTemplate(
        "",
        subject,
        body.path("Text").path("Data").asText(),
        body.path("Html").path("Data").asText());
  }

  private static ObjectNode data(@Nullable String json) {
    if (json == null) {
      return Json.MAPPER.createObjectNode();
    }
    try {
      if (Json.MAPPER.readTree(json) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      // The same answer as to JSON that is no object.
    }
    throw new MailRefusal("INVALID_PARAMETER", "the template data is not a JSON object");
  }

  private static void render(ReadTemplate template, ObjectNode data) {
    try {
      template.texts().forEach(text -> text.rendered(data));
    } catch (MailText.MissingValue e) {
      throw new MailRefusal("RENDERING_FAILURE", String.valueOf(e.getMessage()));
    }
  }

  private void admit(int recipients) {
    if (!gate.admitsRecipients(recipients)) {
      throw new HttpProblem(429, "TooManyRequestsException", "Maximum sending rate exceeded.");
    }
    if (!gate.letsThrough()) {
      throw new HttpProblem(
          500, "InternalServiceErrorException", "the service failed; nothing was sent");
    }
  }

  @FunctionalInterface
  private interface Action {
    HttpAnswer.Full answer();
  }

  private static HttpAnswer.Full inWordsOfSes(Action action) {
    try {
      return action.answer();
    } catch (HttpProblem problem) {
      String type =
          problem.status() == 400 && problem.code().equals("invalid_json")
              ? "BadRequestException"
              : problem.code();
      return HttpAnswer.json(
          problem.status(), Map.of("x-amzn-ErrorType", type), Map.of("message", problem.detail()));
    }
  }

  private static HttpProblem badRequest(String detail) {
    return new HttpProblem(400, "BadRequestException", detail);
  }
}
