package bulkorder.local;

import bulkorder.local.events.AsyncFunction;
import bulkorder.local.events.Functions;
import bulkorder.local.events.HttpApi;
import bulkorder.local.events.ObjectEvent;
import bulkorder.local.events.QueueAddress;
import bulkorder.local.events.QueueMapping;
import bulkorder.local.events.Schedules;
import bulkorder.local.template.EventSource;
import bulkorder.local.template.FunctionResource;
import bulkorder.standins.ObjectCreated;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The event sources of all functions, wired as the template says. */
final class Wiring implements AutoCloseable {
  private final LocalOptions options;
  private final SqsClient sqs;
  private final Map<String, QueueAddress> queues;
  private final Functions functions;
  private final LocalValues values;
  private final List<ObjectSubscription> subscriptions = new CopyOnWriteArrayList<>();
  private final List<AutoCloseable> open = new ArrayList<>();
  private final Schedules schedules = new Schedules();
  private final HttpApi.Builder routes;

  /** A function that wants to hear of a bucket's objects. */
  private record ObjectSubscription(EventSource.Objects source, AsyncFunction function) {}

  Wiring(
      LocalOptions options,
      SqsClient sqs,
      Map<String, QueueAddress> queues,
      LocalValues values,
      HttpApi.Builder routes,
      Functions functions) {
    this.options = options;
    this.sqs = sqs;
    this.queues = queues;
    this.values = values;
    this.routes = routes;
    this.functions = functions;
  }

  /** Connects each function with its event sources. */
  void connect(Iterable<FunctionResource> resources) {
    for (var function : resources) {
      var async = asyncFunction(function);
      open.add(async);
      function.events().forEach(event -> connect(function, event, async));
    }
    open.add(routes.start(functions, Clock.systemUTC(), options.problems()));
  }

  private void connect(FunctionResource function, EventSource event, AsyncFunction async) {
    switch (event) {
      case EventSource.Objects objects -> subscriptions.add(new ObjectSubscription(objects, async));
      case EventSource.Messages messages -> open.add(mapping(function, messages));
      case EventSource.Requests requests -> routes.route(requests, function.id());
      case EventSource.Schedule(var period, var input) ->
          schedules.add(options.timeFactor().scale(period), async, input);
      case EventSource.LogLines _ -> {
        // Nothing on this machine writes to CloudWatch Logs.
      }
    }
  }

  private QueueMapping mapping(FunctionResource function, EventSource.Messages source) {
    return QueueMapping.start(
        sqs,
        queue(source.queue()),
        function.id(),
        source.withWindow(options.timeFactor().scale(source.window())),
        options.copiesMax(),
        functions,
        options.problems());
  }

  private AsyncFunction asyncFunction(FunctionResource function) {
    return new AsyncFunction(
        function.id(),
        values.attribute(function.id(), "Arn"),
        function.asyncInvocations(),
        options.timeFactor(),
        Clock.systemUTC(),
        functions,
        failure -> sendTo(function.asyncInvocations().onFailureQueue().stream().toList(), failure),
        options.problems());
  }

  private void sendTo(List<String> destinations, String failure) {
    for (var id : destinations) {
      sqs.sendMessage(request -> request.queueUrl(queue(id).url()).messageBody(failure));
    }
  }

  private QueueAddress queue(String id) {
    var queue = queues.get(id);
    if (queue == null) {
      throw new IllegalStateException("the template has no queue " + id);
    }
    return queue;
  }

  /** Tells the functions that want to know of it. */
  void objectCreated(ObjectCreated created) {
    var event =
        new ObjectEvent(
            created.bucket(),
            created.key(),
            created.sizeBytes(),
            created.eTag(),
            created.eventName(),
            created.sequencer(),
            created.eventTime());
    objectCreated(
        created.bucket(),
        created.key(),
        created.eventName(),
        event.json(values.ref("AWS::Region")));
  }

  /** Hands an event of S3 to the functions that want to know of it. */
  void objectCreated(String bucket, String key, String eventName, String event) {
    subscriptions.stream()
        .filter(it -> ResourceNames.bucket(it.source().bucket()).equals(bucket))
        .filter(it -> it.source().matches(eventName, key))
        .forEach(it -> it.function().invoke(event));
  }

  /** Nothing new comes in after this. */
  @Override
  public void close() {
    schedules.close();
    Closing.quietly(open);
  }
}
