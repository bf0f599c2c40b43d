package bulkorder.notify;

import bulkorder.ledger.messaging.ChunkQueue;
import bulkorder.ledger.notification.SendRate;
import bulkorder.ledger.operations.Measurements;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What the notify function makes of its settings. */
@ApplicationScoped
class NotifyWiring {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);

  /** What throttling never brings the rate below, in mails a second. */
  private static final int RATE_FLOOR = 5;

  @Produces
  @Singleton
  ChunkQueue notificationsQueue(SqsClient sqs, NotifyConfig config, ObjectMapper json) {
    return new ChunkQueue(sqs, config.notificationsQueueUrl(), json);
  }

  /**
   * No retry by the client: a mail whose answer was lost may have been sent, and the ledger counts
   * what is sent again.
   */
  @Produces
  @Singleton
  SesV2Client ses() {
    return SesV2Client.builder()
        .httpClientBuilder(
            UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECT_TIMEOUT)
                .socketTimeout(ANSWER_TIMEOUT))
        .overrideConfiguration(c -> c.retryStrategy(r -> r.maxAttempts(1)))
        .build();
  }

  /** The senders are beans that are only made when they are chosen, which is while we run. */
  @Produces
  @ApplicationScoped
  MailSender mailSender(
      NotifyConfig config,
      Instance<SesMailSender> ses,
      Instance<NotificationServiceSender> service,
      Measurements measurements,
      InstantSource clock) {
    MailSender sender =
        switch (config.mailProvider()) {
          case SES -> ses.get();
          case SERVICE -> service.get();
        };
    return new MeasuredSender(sender, measurements, clock);
  }

  @Produces
  @Singleton
  SendRate sendRate(NotifyConfig config, MailSender sender) {
    int rate = config.mailRate() == 0 ? config.mailProvider().rate() : config.mailRate();
    return new SendRate(
        config.mailProvider().name(),
        rate,
        Math.min(RATE_FLOOR, rate),
        Math.max(rate, config.mailRateMax()),
        sender.mailsPerRequest());
  }

  void close(@Disposes SesV2Client ses) {
    ses.close();
  }
}
