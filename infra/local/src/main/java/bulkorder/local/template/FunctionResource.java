package bulkorder.local.template;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An {@code AWS::Serverless::Function}, with the template's globals merged in. */
public record FunctionResource(
    String id,
    String codeUri,
    String handler,
    Duration timeout,
    int memoryMegabytes,
    Map<String, Expression> environment,
    List<EventSource> events,
    AsyncInvocations asyncInvocations) {

  /** Copies its collections. */
  public FunctionResource {
    environment = Map.copyOf(environment);
    events = List.copyOf(events);
  }

  FunctionResource withVariable(String name, String value) {
    var changed = new HashMap<>(environment);
    changed.put(name, new Expression.Literal(value));
    return new FunctionResource(
        id, codeUri, handler, timeout, memoryMegabytes, changed, events, asyncInvocations);
  }

  /** The queue that this function consumes, if it does. */
  public Optional<EventSource.Messages> messages() {
    return events.stream()
        .filter(EventSource.Messages.class::isInstance)
        .map(EventSource.Messages.class::cast)
        .findFirst();
  }
}
