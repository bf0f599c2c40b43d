package bulkorder.local.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import bulkorder.local.lambda.InvocationResult;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * Plays the Invoke call of Lambda's own API on a free port of 127.0.0.1: {@code POST
 * /2015-03-31/functions/{name}/invocations} answers what the function answers. Invocations that
 * wait for no answer are not offered, and signatures are not looked at.
 */
public final class InvokeApi implements AutoCloseable {
  private static final int REQUEST_BYTES_MAX = 6 * 1024 * 1024;
  private static final Pattern PATH =
      Pattern.compile("/2015-03-31/functions/(?:[^/]*:)?([A-Za-z0-9_-]+)/invocations");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final Set<String> names;
  private final Functions functions;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private InvokeApi(HttpServer server, Set<String> names, Functions functions) {
    this.server = server;
    this.names = Set.copyOf(names);
    this.functions = functions;
  }

  /** Starts to listen for invocations of the functions with these names. */
  public static InvokeApi start(Set<String> names, Functions functions) throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var api = new InvokeApi(HttpServer.create(address, 0), names, functions);
    api.server.createContext("/", api::handle);
    api.server.setExecutor(api.threads);
    api.server.start();
    return api;
  }

  /** Where it listens. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** What goes back. */
  private record Answer(int status, String header, String value, String body) {
    static Answer refused(int status, String type, String message) {
      return new Answer(
          status,
          "X-Amzn-ErrorType",
          type,
          JSON.createObjectNode().put("Message", message).toString());
    }

    static Answer failed(String type, String message) {
      return new Answer(
          200,
          "X-Amz-Function-Error",
          "Unhandled",
          JSON.createObjectNode().put("errorType", type).put("errorMessage", message).toString());
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Answer answer = answer(exchange);
      byte[] body = answer.body().getBytes(UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.getResponseHeaders().add(answer.header(), answer.value());
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private Answer answer(HttpExchange exchange) throws IOException, InterruptedException {
    var path = PATH.matcher(exchange.getRequestURI().getPath());
    if (!path.matches() || !exchange.getRequestMethod().equals("POST")) {
      return Answer.refused(404, "UnknownOperationException", "only Invoke is offered here");
    }
    if (!names.contains(path.group(1))) {
      return Answer.refused(
          404, "ResourceNotFoundException", "Function not found: " + path.group(1));
    }
    var type = exchange.getRequestHeaders().getFirst("X-Amz-Invocation-Type");
    if (type != null && !type.equals("RequestResponse")) {
      return Answer.refused(
          400, "InvalidParameterValueException", "only RequestResponse is offered here");
    }
    byte[] payload = exchange.getRequestBody().readNBytes(REQUEST_BYTES_MAX + 1);
    return payload.length > REQUEST_BYTES_MAX
        ? Answer.refused(413, "RequestTooLargeException", "the payload is larger than 6 MB")
        : answer(functions.invoke(path.group(1), new String(payload, UTF_8)));
  }

  private static Answer answer(InvocationResult result) {
    return switch (result) {
      case InvocationResult.Succeeded(var payload) ->
          new Answer(200, "X-Amz-Executed-Version", "$LATEST", payload);
      case InvocationResult.FunctionError(var type, var message) -> Answer.failed(type, message);
      case InvocationResult.TimedOut(var timeout) ->
          Answer.failed("Sandbox.Timedout", "Task timed out after " + timeout.toSeconds() + " s");
      case InvocationResult.Crashed(var reason) -> Answer.failed("Runtime.ExitError", reason);
    };
  }

  /** Stops to listen, and gives up invocations under way. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
