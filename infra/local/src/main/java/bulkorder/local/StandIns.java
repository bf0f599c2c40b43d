package bulkorder.local;

import bulkorder.local.AwsServices.ObjectEvents;
import bulkorder.standins.AwsCredentials;
import bulkorder.standins.MailListener;
import bulkorder.standins.MailServer;
import bulkorder.standins.PaymentServer;
import bulkorder.standins.PostgresServer;
import bulkorder.standins.TokenIssuer;
import bulkorder.standins.WebhookServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Everything outside of the functions, started side by side. */
record StandIns(
    PostgresServer postgres,
    AwsServices aws,
    PaymentServer payments,
    MailServer mail,
    WebhookServer webhooks,
    TokenIssuer issuer,
    AwsCredentials credentials)
    implements AutoCloseable {

  private static final AwsCredentials CREDENTIALS =
      new AwsCredentials("LOCALACCESSKEY", "local-secret-key");

  static StandIns start(LocalOptions options, ObjectEvents objects, MailListener mails)
      throws IOException, InterruptedException {
    List<Future<? extends AutoCloseable>> started = new ArrayList<>();
    var data = options.dataDirectory();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var starts = new Starts(threads, started);
      var postgres = starts.begin(() -> PostgresServer.start(data.resolve("postgres")));
      var payments =
          starts.begin(
              () -> PaymentServer.start(data.resolve("payments.jsonl"), options.payments()));
      var mail =
          starts.begin(
              () ->
                  MailServer.start(data.resolve("mails.jsonl"), MailServer.Behaviour.NONE, mails));
      var aws = starts.begin(() -> options.aws().start(data, CREDENTIALS, mail.get(), objects));
      var webhooks = starts.begin(WebhookServer::start);
      var issuer = starts.begin(() -> TokenIssuer.start(data.resolve("token-key.json")));
      return new StandIns(
          postgres.get(),
          aws.get(),
          payments.get(),
          mail.get(),
          webhooks.get(),
          issuer.get(),
          CREDENTIALS);
    } catch (ExecutionException failure) {
      closeAll(started);
      throw new IOException("a stand-in did not start: " + failure.getCause(), failure);
    } catch (InterruptedException interrupted) {
      closeAll(started);
      throw interrupted;
    }
  }

  /** Remembers what was begun, so that a failure of one leaves none of the others behind. */
  private record Starts(ExecutorService threads, List<Future<? extends AutoCloseable>> started) {
    <T extends AutoCloseable> Future<T> begin(Callable<T> start) {
      var future = threads.submit(start);
      started.add(future);
      return future;
    }
  }

  private static void closeAll(List<Future<? extends AutoCloseable>> started) {
    for (var future : started) {
      if (future.state() == Future.State.SUCCESS) {
        Closing.quietly(future.resultNow());
      }
    }
  }

  Interference.World world() {
    return new Interference.World(
        postgres.port(), aws.queues(), payments.endpoint(), mail.endpoint(), postgres::restart);
  }

  @Override
  public void close() {
    Closing.quietly(issuer, webhooks, aws, mail, payments, postgres);
  }
}
