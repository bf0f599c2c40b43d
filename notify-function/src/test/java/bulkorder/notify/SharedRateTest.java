package bulkorder.notify;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.NotificationKind;
import bulkorder.ledger.messaging.Deadline;
import bulkorder.ledger.notification.MailOutcome;
import bulkorder.ledger.notification.MailOutcome.Sent;
import bulkorder.ledger.notification.SendRate;
import bulkorder.ledger.notification.SendRates;
import bulkorder.ledger.testing.Queues;
import bulkorder.ledger.testing.RecordedMeasurements;
import bulkorder.notify.HttpProvider.Answer;
import bulkorder.notify.HttpProvider.Arrival;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Four copies that send at once, and what a provider sees of them. */
@QuarkusTest
@QuarkusTestResource(Mailbox.class)
@QuarkusTestResource(
    value = Queues.class,
    initArgs = @ResourceArg(name = Queues.NAMES, value = "notifications,reports,announcements"))
class SharedRateTest extends LedgerTest {

  private static final int COPIES = 4;

  @Inject SendRates rates;
  @Inject Pauses pauses;

  /** A provider at the other end of HTTP; the body of a request is how many mails it has. */
  private record Remote(int mailsPerRequest, HttpClient client, HttpProvider provider)
      implements MailSender {

    @Override
    public Map<Long, MailOutcome> send(List<Mail> mails) {
      var request =
          HttpRequest.newBuilder(provider.uri())
              .POST(HttpRequest.BodyPublishers.ofString(Integer.toString(mails.size())))
              .build();
      try {
        client.send(request, BodyHandlers.discarding());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return mails.stream().collect(Collectors.toMap(Mail::notificationId, m -> new Sent("id")));
    }
  }

  private record NoWork() implements RequestWork {

    @Override
    public void begin(List<Mail> mails) {}

    @Override
    public void end(Map<Long, MailOutcome> outcomes) {}
  }

  @ParameterizedTest
  @CsvSource({
    // mails a second, mails a request, mails of each copy
    "20, 1, 15",
    "500, 50, 385",
  })
  void no_second_sees_more_than_the_rate_and_one(int perSecond, int perRequest, int mailsOfEach)
      throws Exception {
    var rate = new SendRate(UUID.randomUUID().toString(), perSecond, 5, perSecond, perRequest);
    try (var provider = HttpProvider.start();
        var client = HttpClient.newHttpClient();
        var threads = Executors.newFixedThreadPool(COPIES)) {
      var remote = new Remote(perRequest, client, provider);
      // What a request takes for the first time is no part of the rate.
      remote.send(mails(1));
      provider.answers(arrival -> Answer.of(200, "{}"));

      Callable<Boolean> copy =
          () -> {
            new SendMails(
                    remote,
                    rates,
                    rate,
                    pauses,
                    Clock.systemUTC(),
                    new RecordedMeasurements(),
                    NotifyConfigTest.config(Map.of()))
                .send(mails(mailsOfEach), inAMinute(), new NoWork())
                .ifPresent(
                    wait -> {
                      throw new IllegalStateException("left after " + wait);
                    });
            return true;
          };
      for (Future<Boolean> end :
          threads.invokeAll(IntStream.range(0, COPIES).mapToObj(i -> copy).toList())) {
        assertThat(end.get()).isTrue();
      }

      List<Arrival> arrivals =
          provider.arrivals().stream().sorted(Comparator.comparing(Arrival::nanos)).toList();
      assertThat(mailsIn(arrivals)).isEqualTo(COPIES * mailsOfEach);
      assertThat(fullestSecond(arrivals)).isLessThanOrEqualTo(perSecond + 1);
    }
  }

  private static int fullestSecond(List<Arrival> arrivals) {
    return arrivals.stream()
        .mapToInt(
            first ->
                mailsIn(
                    arrivals.stream()
                        .filter(a -> a.nanos() >= first.nanos())
                        .filter(a -> a.nanos() - first.nanos() < Duration.ofSeconds(1).toNanos())
                        .toList()))
        .max()
        .orElseThrow();
  }

  private static int mailsIn(List<Arrival> arrivals) {
    return arrivals.stream().mapToInt(arrival -> Integer.parseInt(arrival.body())).sum();
  }

  private static List<Mail> mails(int count) {
    return GivenMails.mails(NotificationKind.ORDER_CONFIRMED, "ja", 0, count);
  }

  private static Deadline inAMinute() {
    return Deadline.in(Duration.ofMinutes(1), Clock.systemUTC());
  }
}
