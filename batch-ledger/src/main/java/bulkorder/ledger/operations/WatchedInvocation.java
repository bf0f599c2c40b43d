package bulkorder.ledger.operations;

import com.amazonaws.services.lambda.runtime.Context;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What surrounds each invocation of a {@link Watched} handler. */
@Watched
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
class WatchedInvocation {

  /** Where each runtime of Lambda leaves the trace of the present invocation. */
  private static final String TRACE_PROPERTY = "com.amazonaws.xray.traceHeader";

  private final MetricLines metricLines;
  private final OperationsConfig config;

  @Inject
  WatchedInvocation(MetricLines metricLines, OperationsConfig config) {
    this.metricLines = metricLines;
    this.config = config;
  }

  @AroundInvoke
  @Nullable Object watch(InvocationContext invocation) throws Exception {
    Optional<String> trace = Optional.ofNullable(System.getProperty(TRACE_PROPERTY));
    try (var _ = LogFields.of(fields(invocation.getParameters(), trace));
        var _ = Trace.follow(trace)) {
      return proceed(invocation);
    }
  }

  private @Nullable Object proceed(InvocationContext invocation) throws Exception {
    try {
      return invocation.proceed();
    } finally {
      metricLines.write();
    }
  }

  private Map<String, String> fields(@Nullable Object[] parameters, Optional<String> trace) {
    Map<String, String> fields = new HashMap<>();
    fields.put(LogFields.HANDLER, config.handler());
    trace.flatMap(Trace::root).ifPresent(id -> fields.put(LogFields.INVOCATION_TRACE_ID, id));
    Stream.of(parameters)
        .filter(Context.class::isInstance)
        .map(context -> ((Context) context).getAwsRequestId())
        .forEach(id -> fields.put(LogFields.REQUEST_ID, String.valueOf(id)));
    return fields;
  }
}
