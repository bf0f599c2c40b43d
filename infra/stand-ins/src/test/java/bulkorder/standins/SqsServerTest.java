package bulkorder.standins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SqsServerTest {

  private final SqsServer server = SqsServer.start();
  private final SqsClient client =
      SqsClient.builder()
          .endpointOverride(server.endpoint())
          .region(Region.of(server.region()))
          .credentialsProvider(AnonymousCredentialsProvider.create())
          .httpClient(UrlConnectionHttpClient.create())
          .build();

  @BeforeAll
  void thereIsADeadLetterQueue() {
    server.createQueue(queue("dead-letters", null));
  }

  @AfterAll
  void close() {
    client.close();
    server.close();
  }

  @Test
  void a_message_sent_is_received() {
    String url = server.createQueue(queue("plain", null));

    client.sendMessage(request -> request.queueUrl(url).messageBody("注文 {\"chunk\": 1}"));

    assertThat(receive(url)).extracting(Message::body).containsExactly("注文 {\"chunk\": 1}");
  }

  @Test
  void the_url_and_the_arn_are_those_that_a_client_is_told() {
    String url = server.createQueue(queue("named", null));

    assertThat(client.getQueueUrl(request -> request.queueName("named")).queueUrl()).isEqualTo(url);
    assertThat(
            client
                .getQueueAttributes(
                    request -> request.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes())
        .containsEntry(QueueAttributeName.QUEUE_ARN, server.queueArn("named"));
  }

  @Test
  void a_message_received_too_often_goes_to_the_dead_letter_queue() {
    String url = server.createQueue(queue("redriven", new Redrive("dead-letters", 2)));
    String deadLetters =
        client.getQueueUrl(request -> request.queueName("dead-letters")).queueUrl();
    client.sendMessage(request -> request.queueUrl(url).messageBody("poison"));

    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(
            () -> {
              assertThat(receive(url)).isEmpty();
              assertThat(receive(deadLetters)).extracting(Message::body).containsExactly("poison");
            });
  }

  @Test
  void a_dead_letter_queue_has_to_be_created_first() {
    assertThatThrownBy(() -> server.createQueue(queue("early", new Redrive("missing", 2))))
        .hasMessage("queue early: its dead-letter queue missing has to be created first");
  }

  @Test
  void a_queue_is_created_once() {
    server.createQueue(queue("once", null));

    assertThatThrownBy(() -> server.createQueue(queue("once", null)))
        .hasMessage("queue once exists already");
  }

  @Test
  void nonsense_is_refused_with_name_and_value() {
    assertThatThrownBy(() -> new QueueSpec("slow", Duration.ofHours(13), Duration.ZERO, null))
        .hasMessage("queue slow: visibility timeout PT13H is not within PT0S and PT12H");
    assertThatThrownBy(() -> new Redrive("dead-letters", 0))
        .hasMessage("maxReceiveCount is 0, not 1 to 1000");
  }

  private List<Message> receive(String url) {
    return client
        .receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(10))
        .messages();
  }

  private static QueueSpec queue(String name, @Nullable Redrive redrive) {
    return new QueueSpec(name, Duration.ofMillis(100), Duration.ZERO, redrive);
  }
}
