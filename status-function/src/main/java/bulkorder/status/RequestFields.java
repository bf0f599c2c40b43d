package bulkorder.status;

import bulkorder.ledger.operations.LogFields;
import bulkorder.ledger.operations.MetricLines;
import bulkorder.ledger.operations.OperationsConfig;
import bulkorder.ledger.operations.Trace;
import com.amazonaws.services.lambda.runtime.Context;
import io.quarkus.vertx.http.runtime.QuarkusHttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Has each line of a request's log say whose it is, and messages that it sends follow its trace.
 */
class RequestFields {

  /** Where each runtime of Lambda leaves the trace of the present invocation. */
  private static final String TRACE_PROPERTY = "com.amazonaws.xray.traceHeader";

  private static final String FIELDS = RequestFields.class.getName() + ".fields";
  private static final String TRACE = RequestFields.class.getName() + ".trace";

  private final Caller caller;
  private final OperationsConfig config;
  private final MetricLines metricLines;

  RequestFields(Caller caller, OperationsConfig config, MetricLines metricLines) {
    this.caller = caller;
    this.config = config;
    this.metricLines = metricLines;
  }

  @ServerRequestFilter(priority = Priorities.AUTHORIZATION)
  void begin(ContainerRequestContext request, HttpServerRequest http) {
    Map<String, String> fields = new HashMap<>();
    fields.put(LogFields.HANDLER, config.handler());
    invocation(http).ifPresent(it -> fields.put(LogFields.REQUEST_ID, it.getAwsRequestId()));
    caller.client().ifPresent(client -> fields.put(LogFields.CLIENT_ID, client.value()));
    request.setProperty(FIELDS, LogFields.of(fields));
    request.setProperty(
        TRACE, Trace.follow(Optional.ofNullable(System.getProperty(TRACE_PROPERTY))));
  }

  /** Not by injection, which fails where a request came in otherwise than by Lambda. */
  private static Optional<Context> invocation(HttpServerRequest http) {
    return http.headers() instanceof QuarkusHttpHeaders headers
        ? Optional.ofNullable(headers.getContextObject(Context.class))
        : Optional.empty();
  }

  @ServerResponseFilter
  void end(ContainerRequestContext request) {
    metricLines.write();
    if (request.getProperty(TRACE) instanceof Trace trace) {
      trace.close();
    }
    if (request.getProperty(FIELDS) instanceof LogFields fields) {
      fields.close();
    }
  }
}
