package bulkorder.notify;

import bulkorder.ledger.ReasonCode;
import bulkorder.ledger.notification.MailOutcome;
import bulkorder.ledger.notification.MailOutcome.NotNow;
import bulkorder.ledger.notification.MailOutcome.Refused;
import bulkorder.ledger.notification.MailOutcome.Sent;
import bulkorder.ledger.notification.MailOutcome.Throttled;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.BulkEmailEntry;
import software.amazon.awssdk.services.sesv2.model.BulkEmailEntryResult;
import software.amazon.awssdk.services.sesv2.model.MessageTag;
import software.amazon.awssdk.services.sesv2.model.SendBulkEmailRequest;

/**
 * SES v2 {@code SendBulkEmail}:
 * https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendBulkEmail.html
 *
 * <p>What is wrong with a whole request, such as a missing template, says nothing of its mails:
 * they stay pending, until their message is given up.
 */
@ApplicationScoped
@Typed(SesMailSender.class)
class SesMailSender implements MailSender {

  private static final Logger LOG = Logger.getLogger(SesMailSender.class);
  private static final int ENTRIES_MAX = 50;

  private final SesV2Client ses;
  private final String from;
  private final String templates;
  private final Optional<String> configurationSet;
  private final ObjectMapper json;

  SesMailSender(SesV2Client ses, NotifyConfig config, ObjectMapper json) {
    this.ses = ses;
    this.from = needed("bulkorder.mail-from", config.mailFrom());
    this.templates = needed("bulkorder.mail-templates", config.mailTemplates());
    this.configurationSet = config.mailConfigurationSet();
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
      MailOutcome outcome = isThrottled(e) ? new Throttled() : new NotNow();
      return mails.stream().collect(Collectors.toMap(Mail::notificationId, mail -> outcome));
    }
  }

  private SendBulkEmailRequest request(List<Mail> mails) {
    Mail first = mails.getFirst();
    String template = "%s-%s-%s".formatted(templates, first.kind().title(), first.language());
    return SendBulkEmailRequest.builder()
        .fromEmailAddress(from)
        .configurationSetName(configurationSet.orElse(null))
        .defaultContent(
            content -> content.template(t -> t.templateName(template).templateData("{}")))
        .bulkEmailEntries(mails.stream().map(this::entry).toList())
        .build();
  }

  private BulkEmailEntry entry(Mail mail) {
    return BulkEmailEntry.builder()
        .destination(to -> to.toAddresses(mail.to()))
        .replacementTags(tag(mail))
        .replacementEmailContent(
            content ->
                content.replacementTemplate(t -> t.replacementTemplateData(data(mail.values()))))
        .build();
  }

  private static MessageTag tag(Mail mail) {
    return MessageTag.builder()
        .name(MailEvent.TAG)
        .value(Long.toString(mail.notificationId()))
        .build();
  }

  private String data(TemplateValues values) {
    return json.valueToTree(Map.of("text", values.text(), "html", values.html())).toString();
  }

  private static boolean isThrottled(SdkException failure) {
    return failure instanceof SdkServiceException answer && answer.isThrottlingException();
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

  private static String needed(String name, Optional<String> value) {
    return value.orElseThrow(
        () -> new IllegalStateException(name + " is missing, and SES is to send the mails"));
  }
}
