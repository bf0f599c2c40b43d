package bulkorder.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bulkorder.local.Interference.World;
import bulkorder.standins.MailServer;
import bulkorder.standins.PaymentServer;
import bulkorder.standins.QueueSpec;
import bulkorder.standins.SqsServer;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** The real stand-ins behind the proxy, and their real clients before it. */
class HttpProxyTest {
  private static final String CHARGE = "{\"order_id\": 1, \"amount\": 500, \"currency\": \"JPY\"}";

  private final List<String> passed = new CopyOnWriteArrayList<>();
  private volatile HttpProxy.Gate gate = (_, _) -> Action.GO_ON;
  private final Weather weather = new Weather();
  private final HttpClient http = HttpClient.newHttpClient();
  private final SqsServer sqs = SqsServer.start();
  private final PaymentServer payments;
  private final MailServer mail;
  private final SqsClient queues;
  private final HttpProxy proxy;
  private String queue = "";

  HttpProxyTest(@TempDir Path directory) throws IOException {
    payments = PaymentServer.start(directory.resolve("payments"), PaymentServer.Behaviour.NONE);
    mail = MailServer.start(directory.resolve("mails"), MailServer.Behaviour.NONE);
    var world = new World(1, sqs.endpoint(), payments.endpoint(), mail.endpoint(), () -> {});
    proxy = HttpProxy.start(world, weather, this::pass);
    queues =
        SqsClient.builder()
            .endpointOverride(proxy.endpoint())
            .region(Region.of(sqs.region()))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
            .httpClient(UrlConnectionHttpClient.create())
            .overrideConfiguration(c -> c.retryStrategy(r -> r.maxAttempts(1)))
            .build();
  }

  @BeforeEach
  void createQueue() {
    queue =
        sqs.createQueue(new QueueSpec("Q", Duration.ofSeconds(30), Duration.ZERO, null))
            .replace(sqs.endpoint().toString(), proxy.endpoint().toString());
  }

  @AfterEach
  void stop() {
    queues.close();
    proxy.close();
    mail.close();
    payments.close();
    sqs.close();
  }

  @Test
  void writes_pass_on_both_sides_and_the_rest_just_passes() throws Exception {
    send("one");
    var message = receive().getFirst();
    queues.deleteMessage(r -> r.queueUrl(queue).receiptHandle(message.receiptHandle()));
    assertThat(charge()).isEqualTo(201);
    assertThat(get("/api/v1/payments?idempotency_key=none")).isEqualTo(404);
    post("/v2/email/outbound-bulk-emails", "{}");

    assertThat(message.body()).isEqualTo("one");
    assertThat(passed)
        .containsExactly(
            "send before", "send after",
            "acknowledgement before", "acknowledgement after",
            "charge before", "charge after",
            "mail before", "mail after");
  }

  @Test
  void what_is_cut_before_it_arrives_does_not_arrive() {
    when(Phase.BEFORE, Action.CUT);

    assertThatThrownBy(this::charge).isInstanceOf(IOException.class);

    assertThat(charges()).isEqualTo(0);
  }

  @Test
  void what_is_cut_after_it_arrived_has_arrived() {
    when(Phase.AFTER, Action.CUT);

    assertThatThrownBy(this::charge).isInstanceOf(IOException.class);

    assertThat(charges()).isEqualTo(1);
  }

  @Test
  void what_is_refused_does_not_arrive() throws Exception {
    when(Phase.BEFORE, new Action.Refuse(503));

    assertThat(charge()).isEqualTo(503);

    assertThat(charges()).isEqualTo(0);
  }

  @Test
  void a_send_that_is_repeated_leaves_its_message_twice() {
    when(Phase.BEFORE, new Action.Repeat());

    send("twice");

    assertThat(receive()).extracting(Message::body).containsExactly("twice", "twice");
  }

  @Test
  void a_send_that_is_delayed_is_seen_later_and_whole() {
    when(Phase.BEFORE, new Action.Delay(1));

    send("later");
    var entry =
        SendMessageBatchRequestEntry.builder().id("0").messageBody("later, too").delaySeconds(0);
    queues.sendMessageBatch(r -> r.queueUrl(queue).entries(List.of(entry.build())));

    assertThat(receive()).isEmpty();
    var seen = queues.receiveMessage(r -> r.queueUrl(queue).waitTimeSeconds(5)).messages();
    assertThat(seen).extracting(Message::body).allMatch(body -> body.startsWith("later"));
    assertThat(seen).isNotEmpty();
  }

  @Test
  void queues_that_are_down_answer_nobody_and_the_provider_answers() throws Exception {
    weather.stopQueues(Duration.ofSeconds(30));

    assertThatThrownBy(() -> send("lost")).isInstanceOf(SdkClientException.class);
    assertThat(charge()).isEqualTo(201);

    weather.stopQueues(Duration.ZERO);
    send("seen");
    assertThat(receive()).extracting(Message::body).containsExactly("seen");
  }

  private Action pass(Site site, Phase phase) {
    passed.add(site + " " + phase);
    return gate.pass(site, phase);
  }

  private void when(Phase when, Action action) {
    gate = (_, phase) -> phase == when ? action : Action.GO_ON;
  }

  private void send(String body) {
    queues.sendMessage(r -> r.queueUrl(queue).messageBody(body));
  }

  private List<Message> receive() {
    return queues.receiveMessage(r -> r.queueUrl(queue).maxNumberOfMessages(10)).messages();
  }

  private int charge() throws IOException, InterruptedException {
    return post("/api/v1/payments", CHARGE);
  }

  private int post(String path, String body) throws IOException, InterruptedException {
    return http.send(
            HttpRequest.newBuilder(proxy.endpoint().resolve(path))
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.discarding())
        .statusCode();
  }

  private int get(String path) throws IOException, InterruptedException {
    return http.send(
            HttpRequest.newBuilder(proxy.endpoint().resolve(path)).build(),
            BodyHandlers.discarding())
        .statusCode();
  }

  private long charges() {
    try {
      var uri = URI.create(payments.endpoint() + "/ledger?summary=true");
      var body = http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
      return new ObjectMapper().readTree(body).at("/captured/count").asLong();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
