package bulkorder.notify;

import bulkorder.ledger.ReasonCode;
import bulkorder.ledger.messaging.RetryAfter;
import bulkorder.ledger.notification.MailOutcome;
import bulkorder.ledger.notification.MailOutcome.NotNow;
import bulkorder.ledger.notification.MailOutcome.Refused;
import bulkorder.ledger.notification.MailOutcome.Sent;
import bulkorder.ledger.notification.MailOutcome.Throttled;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.TimeoutException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The existing notification service: a request for each mail, whose words are put in here. */
@ApplicationScoped
@Typed(NotificationServiceSender.class)
class NotificationServiceSender implements MailSender {

  private static final Logger LOG = Logger.getLogger(NotificationServiceSender.class);
  private static final int ID_CHARS_MAX = 200;

  private final NotificationService service;
  private final Duration callTimeMax;
  private final ObjectMapper json;
  private final InstantSource clock;

  NotificationServiceSender(
      @RestClient NotificationService service,
      NotifyConfig config,
      ObjectMapper json,
      InstantSource clock) {
    if (config.notificationServiceUrl().isEmpty()) {
      throw new IllegalStateException(
          "bulkorder.notification-service-url is missing, and the notification service is to send the mails");
    }
    this.service = service;
    this.callTimeMax = config.notificationServiceTimeout();
    this.json = json;
    this.clock = clock;
  }

  @Override
  public int mailsPerRequest() {
    return 1;
  }

  @Override
  public Map<Long, MailOutcome> send(List<Mail> mails) {
    return mails.stream().collect(Collectors.toMap(Mail::notificationId, this::send));
  }

  private MailOutcome send(Mail mail) {
    String key = "notification-" + mail.notificationId();
    try {
      RestResponse<String> answer =
          service.send(key, EmailRequest.of(mail)).await().atMost(callTimeMax);
      return outcome(answer.getStatus(), answer.getEntity(), key);
    } catch (WebApplicationException e) {
      return refused(e.getResponse());
    } catch (ProcessingException | TimeoutException e) {
      LOG.warnf("%s has no answer: %s", mail, e.getClass().getSimpleName());
      return new NotNow();
    }
  }

  private MailOutcome outcome(int status, @Nullable String body, String key) {
    if (status / 100 == 2) {
      return new Sent(id(body, key));
    }
    LOG.warnf("the notification service answers with status %d", status);
    return new NotNow();
  }

  private MailOutcome refused(Response answer) {
    int status = answer.getStatus();
    return switch (status) {
      case 429 ->
          new Throttled(
              RetryAfter.from(answer.getHeaderString(HttpHeaders.RETRY_AFTER), clock.instant()));
      case 400, 422 -> new Refused(ReasonCode.ADDRESS_REJECTED);
      case 413 -> new Refused(ReasonCode.MAIL_REJECTED);
      default -> {
        LOG.warnf("the notification service answers with status %d", status);
        yield new NotNow();
      }
    };
  }

  /** What the service calls the mail; what we call it, where it has no name for it. */
  private String id(@Nullable String body, String ours) {
    if (body == null || body.isBlank()) {
      return ours;
    }
    try {
      JsonNode id = json.readTree(body).path("notification_id");
      return id.isNull() || id.asText().isEmpty() || id.asText().length() > ID_CHARS_MAX
          ? ours
          : id.asText();
    } catch (JsonProcessingException notJson) {
      return ours;
    }
  }
}
