package bulkorder.local.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bulkorder.local.lambda.InvocationResult;
import bulkorder.local.template.EventSource.FailureReport;
import bulkorder.local.template.EventSource.Messages;
import bulkorder.standins.QueueSpec;
import bulkorder.standins.SqsServer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

class QueueMappingTest {
  private static final Duration VISIBILITY_TIMEOUT = Duration.ofMillis(300);
  private static final AtomicInteger QUEUES = new AtomicInteger();
  private static final ObjectMapper JSON = new ObjectMapper();

  static SqsServer server;
  static SqsClient sqs;

  @BeforeAll
  static void start() {
    server = SqsServer.start();
    sqs =
        SqsClient.builder()
            .endpointOverride(server.endpoint())
            .region(Region.of(server.region()))
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .httpClient(UrlConnectionHttpClient.create())
            .build();
  }

  @AfterAll
  static void stop() {
    sqs.close();
    server.close();
  }

  @Test
  void a_batch_that_succeeds_is_deleted() throws Exception {
    var queue = queue();
    send(queue, "one", "two", "three");
    var events = new CopyOnWriteArrayList<JsonNode>();
    try (var _ = mapping(queue, answering(events, "{\"batchItemFailures\":[]}"))) {
      await().until(() -> isEmpty(queue));
    }
    assertThat(bodies(events)).containsExactlyInAnyOrder("one", "two", "three");
    var first = events.getFirst().path("Records").path(0);
    assertThat(first.path("eventSourceARN").asText()).isEqualTo(queue.arn());
    assertThat(first.path("eventSource").asText()).isEqualTo("aws:sqs");
    assertThat(first.path("attributes").path("ApproximateReceiveCount").asText()).isEqualTo("1");
    assertThat(first.path("receiptHandle").asText()).isNotEmpty();
  }

  @Test
  void only_the_messages_named_as_failed_come_again() throws Exception {
    var queue = queue();
    send(queue, "good", "bad", "also good");
    var events = new CopyOnWriteArrayList<JsonNode>();
    Functions failsBadOnce =
        (_, payload) -> {
          var event = JSON.readTree(payload);
          events.add(event);
          return new InvocationResult.Succeeded(failures(event, "bad", "1"));
        };
    try (var _ = mapping(queue, failsBadOnce)) {
      await().until(() -> isEmpty(queue));
    }
    assertThat(bodies(events)).containsExactlyInAnyOrder("good", "bad", "also good", "bad");
  }

  @Test
  void a_batch_comes_again_when_its_function_has_crashed() throws Exception {
    var queue = queue();
    send(queue, "survivor");
    var calls = new AtomicInteger();
    Functions crashesOnce =
        (_, _) ->
            calls.incrementAndGet() == 1
                ? new InvocationResult.Crashed("killed")
                : new InvocationResult.Succeeded("{}");
    try (var _ = mapping(queue, crashesOnce)) {
      await().until(() -> calls.get() == 2 && isEmpty(queue));
    }
  }

  @Test
  void an_answer_that_names_a_stranger_fails_the_whole_batch() throws Exception {
    var queue = queue();
    send(queue, "message");
    var events = new CopyOnWriteArrayList<JsonNode>();
    var stranger = "{\"batchItemFailures\":[{\"itemIdentifier\":\"stranger\"}]}";
    try (var _ = mapping(queue, answering(events, stranger))) {
      await().until(() -> events.size() >= 2);
    }
    assertThat(isEmpty(queue)).isFalse();
  }

  @Test
  void a_client_with_very_many_messages_does_not_hold_up_another() throws Exception {
    var queue = queue();
    for (int i = 1; i <= 40; i++) {
      sendOf("noisy", queue, IntStream.range(0, 10).mapToObj(n -> "noisy").toList());
    }
    var bodies = new CopyOnWriteArrayList<String>();
    var quietSent = new CountDownLatch(1);
    Functions waitsForTheQuietOne =
        (_, payload) -> {
          quietSent.await();
          bodies.add(JSON.readTree(payload).path("Records").path(0).path("body").asText());
          return new InvocationResult.Succeeded("{}");
        };
    try (var _ = mapping(queue, 1, waitsForTheQuietOne)) {
      sendOf("quiet", queue, List.of("quiet", "quiet", "quiet"));
      await().until(() -> visible(queue) == 0);
      quietSent.countDown();
      await().until(() -> bodies.stream().filter("quiet"::equals).count() == 3);
    }
    assertThat(bodies.stream().limit(10).filter("quiet"::equals)).hasSize(3);
  }

  @Test
  void what_waits_for_its_turn_is_given_back_as_new_when_the_mapping_stops() throws Exception {
    var queue = queue();
    send(queue, "first", "second", "third");
    var called = new CountDownLatch(1);
    Functions neverReturns =
        (_, _) -> {
          called.countDown();
          new CountDownLatch(1).await();
          return new InvocationResult.Succeeded("{}");
        };
    try (var _ = mapping(queue, 1, neverReturns)) {
      called.await();
      await().until(() -> visible(queue) == 0);
    }
    var events = new CopyOnWriteArrayList<JsonNode>();
    try (var _ = mapping(queue, answering(events, "{}"))) {
      await().atMost(Duration.ofSeconds(40)).until(() -> isEmpty(queue));
    }
    assertThat(bodies(events)).containsExactlyInAnyOrder("first", "second", "third");
  }

  @Test
  void what_waits_longer_than_it_is_hidden_stays_hidden() throws Exception {
    var queue = queue();
    send(queue, "patient");
    var held = new HeldMessages(10);
    var stopped = new CountDownLatch(1);
    var reader =
        new QueueReader(
            new QueueCalls(sqs, queue.url()), held, Duration.ofSeconds(4), _ -> {}, stopped);
    var reading = Thread.startVirtualThread(reader);
    assertThat(held.awaitMessage(Duration.ofSeconds(20))).isTrue();

    await()
        .during(Duration.ofSeconds(7))
        .atMost(Duration.ofSeconds(10))
        .until(() -> visible(queue) == 0 && held.which(_ -> true).size() == 1);

    stopped.countDown();
    assertThat(reading.join(Duration.ofSeconds(20))).isTrue();
    assertThat(visible(queue)).isEqualTo(1);
  }

  @Test
  void a_message_that_waited_for_its_turn_is_hidden_for_its_whole_time_when_it_is_handed_out()
      throws Exception {
    var queue = queue();
    send(queue, "slow", "next");
    var never = new CountDownLatch(1);
    var events = new CopyOnWriteArrayList<JsonNode>();
    Functions takesLongerThanTheTimeout =
        (_, payload) -> {
          events.add(JSON.readTree(payload));
          var _ = never.await(VISIBILITY_TIMEOUT.toMillis() * 2, TimeUnit.MILLISECONDS);
          return new InvocationResult.Succeeded("{}");
        };
    try (var _ = mapping(queue, 1, takesLongerThanTheTimeout)) {
      await().until(() -> isEmpty(queue));
    }
    assertThat(events)
        .hasSize(2)
        .allSatisfy(
            event ->
                assertThat(
                        event
                            .path("Records")
                            .path(0)
                            .path("attributes")
                            .path("ApproximateReceiveCount")
                            .asText())
                    .isEqualTo("1"));
  }

  private static QueueAddress queue() {
    String name = "queue-" + QUEUES.incrementAndGet();
    String url = server.createQueue(new QueueSpec(name, VISIBILITY_TIMEOUT, Duration.ZERO, null));
    return new QueueAddress(url, server.queueArn(name), server.region(), VISIBILITY_TIMEOUT);
  }

  private static void send(QueueAddress queue, String... bodies) {
    for (var body : bodies) {
      sqs.sendMessage(request -> request.queueUrl(queue.url()).messageBody(body));
    }
  }

  private static void sendOf(String group, QueueAddress queue, List<String> bodies) {
    List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
    for (var body : bodies) {
      entries.add(
          SendMessageBatchRequestEntry.builder()
              .id(Integer.toString(entries.size()))
              .messageBody(body)
              .messageGroupId(group)
              .build());
    }
    sqs.sendMessageBatch(request -> request.queueUrl(queue.url()).entries(entries));
  }

  private static QueueMapping mapping(QueueAddress queue, Functions functions) {
    return mapping(queue, 10, functions);
  }

  private static QueueMapping mapping(QueueAddress queue, int batchSize, Functions functions) {
    var source =
        new Messages("Queue", batchSize, Duration.ZERO, FailureReport.BATCH_ITEMS, Optional.of(4));
    return QueueMapping.start(sqs, queue, "Function", source, 1, functions, _ -> {});
  }

  private static Functions answering(List<JsonNode> events, String answer) {
    return (_, payload) -> {
      events.add(JSON.readTree(payload));
      return new InvocationResult.Succeeded(answer);
    };
  }

  /** Names the messages with the body and the receive count. */
  private static String failures(JsonNode event, String body, String receiveCount) {
    var answer = JSON.createObjectNode();
    var failures = answer.putArray("batchItemFailures");
    for (var item : event.path("Records")) {
      if (item.path("body").asText().equals(body)
          && item.path("attributes")
              .path("ApproximateReceiveCount")
              .asText()
              .equals(receiveCount)) {
        failures.addObject().put("itemIdentifier", item.path("messageId").asText());
      }
    }
    return answer.toString();
  }

  private static List<String> bodies(List<JsonNode> events) {
    List<String> bodies = new ArrayList<>();
    for (var event : events) {
      event.path("Records").forEach(item -> bodies.add(item.path("body").asText()));
    }
    return bodies;
  }

  private static int visible(QueueAddress queue) {
    return Integer.parseInt(
        sqs.getQueueAttributes(
                request ->
                    request
                        .queueUrl(queue.url())
                        .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
            .attributes()
            .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
  }

  private static boolean isEmpty(QueueAddress queue) {
    var attributes =
        sqs.getQueueAttributes(
                request -> request.queueUrl(queue.url()).attributeNames(QueueAttributeName.ALL))
            .attributesAsStrings();
    return "0".equals(attributes.get("ApproximateNumberOfMessages"))
        && "0".equals(attributes.get("ApproximateNumberOfMessagesNotVisible"));
  }
}
