package bulkorder.notify;

import bulkorder.ledger.ReasonCode;
import bulkorder.ledger.notification.MailOutcome;
import bulkorder.ledger.notification.MailOutcome.NotNow;
import bulkorder.ledger.notification.MailOutcome.Refused;
import bulkorder.ledger.notification.MailOutcome.Sent;
import bulkorder.ledger.notification.MailOutcome.Throttled;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.BulkEmailEntry;
import software.amazon.awssdk.services.sesv2.model.BulkEmailEntryResult;
import software.amazon.awssdk.services.sesv2.model.SendBulkEmailRequest;

/**
 * SES v2 {@code SendBulkEmail}:
 * https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendBulkEmail.html
 */
@ApplicationScoped
class SesMailSender implements MailSender {

  private static final Logger LOG = Logger.getLogger(SesMailSender.class);
  private static final int ENTRIES_MAX = 50;

  private final SesV2Client ses;
  private final NotifyConfig config;
  private final ObjectMapper json;

  SesMailSender(SesV2Client ses, NotifyConfig config, ObjectMapper json) {
    this.ses = ses;
    this.config = config;
    this.json = json;
  }

  @Override
  public int mailsPerRequest() {
    return ENTRIES_MAX;
  }

  @Override
  public Map<Long, MailOutcome> send(List<Mail> mails) {
    try {
      return outcomes(mails, ses.sendBulkEmail(request(mails)).bulkEmailEntryResults());
    } catch (SdkException e) {
      LOG.warnf("a request with %d mails failed: %s", mails.size(), e.getClass().getSimpleName());
      return mails.stream().collect(Collectors.toMap(Mail::notificationId, mail -> new NotNow()));
    }
  }

  private SendBulkEmailRequest request(List<Mail> mails) {
    String template = config.mailTemplate().get(mails.getFirst().language());
    return SendBulkEmailRequest.builder()
        .fromEmailAddress(config.mailFrom())
        .defaultContent(
            content -> content.template(t -> t.templateName(template).templateData("{}")))
        .bulkEmailEntries(mails.stream().map(this::entry).toList())
        .build();
  }

  private BulkEmailEntry entry(Mail mail) {
    return BulkEmailEntry.builder()
        .destination(to -> to.toAddresses(mail.to()))
        .replacementEmailContent(
            content ->
                content.replacementTemplate(t -> t.replacementTemplateData(json(mail.values()))))
        .build();
  }

  private String json(TemplateValues values) {
    ObjectNode root = json.createObjectNode();
    root.set("text", json.valueToTree(values.text()));
    root.set("html", json.valueToTree(values.html()));
    return root.toString();
  }

  private static Map<Long, MailOutcome> outcomes(
      List<Mail> mails, List<BulkEmailEntryResult> results) {
    Map<Long, MailOutcome> outcomes = new HashMap<>();
    for (int i = 0; i < mails.size(); i++) {
      outcomes.put(
          mails.get(i).notificationId(),
          i < results.size() ? outcome(results.get(i)) : new NotNow());
    }
    return outcomes;
  }

  private static MailOutcome outcome(BulkEmailEntryResult result) {
    return switch (result.status()) {
      case SUCCESS -> new Sent(result.messageId());
      case INVALID_PARAMETER -> new Refused(ReasonCode.ADDRESS_REJECTED);
      case MESSAGE_REJECTED, FAILED -> new Refused(ReasonCode.MAIL_REJECTED);
      case ACCOUNT_THROTTLED -> new Throttled();
      case ACCOUNT_DAILY_QUOTA_EXCEEDED,
          ACCOUNT_SENDING_PAUSED,
          ACCOUNT_SUSPENDED,
          CONFIGURATION_SET_NOT_FOUND,
          CONFIGURATION_SET_SENDING_PAUSED,
          INVALID_SENDING_POOL_NAME,
          MAIL_FROM_DOMAIN_NOT_VERIFIED,
          TEMPLATE_NOT_FOUND,
          TRANSIENT_FAILURE,
          UNKNOWN_TO_SDK_VERSION -> {
        LOG.warnf("SES did not take a mail now: %s", result.statusAsString());
        yield new NotNow();
      }
    };
  }
}
