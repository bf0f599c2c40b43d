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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

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

  private static QueueAddress queue() {
    String name = "queue-" + QUEUES.incrementAndGet();
    String url = server.createQueue(new QueueSpec(name, VISIBILITY_TIMEOUT, Duration.ZERO, null));
    return new QueueAddress(url, server.queueArn(name), server.region());
  }

  private static void send(QueueAddress queue, String... bodies) {
    for (var body : bodies) {
      sqs.sendMessage(request -> request.queueUrl(queue.url()).messageBody(body));
    }
  }

  private static QueueMapping mapping(QueueAddress queue, Functions functions) {
    var source =
        new Messages("Queue", 10, Duration.ZERO, FailureReport.BATCH_ITEMS, Optional.of(4));
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

  private static boolean isEmpty(QueueAddress queue) {
    var attributes =
        sqs.getQueueAttributes(
                request -> request.queueUrl(queue.url()).attributeNames(QueueAttributeName.ALL))
            .attributesAsStrings();
    return "0".equals(attributes.get("ApproximateNumberOfMessages"))
        && "0".equals(attributes.get("ApproximateNumberOfMessagesNotVisible"));
  }
}
