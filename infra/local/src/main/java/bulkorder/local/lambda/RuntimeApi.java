package bulkorder.local.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The Lambda Runtime API of one process: it asks for its next invocation, and answers it.
 *
 * <p>One process has one invocation at a time, as in Lambda.
 */
final class RuntimeApi implements AutoCloseable {
  private static final String BASE = "/2018-06-01/runtime";
  private static final String INVOCATION = BASE + "/invocation/";
  private static final int PAYLOAD_BYTES_MAX = 6 * 1024 * 1024;

  private final String functionArn;
  private final Clock clock;
  private final HttpServer server;
  private final SynchronousQueue<Invocation> waiting = new SynchronousQueue<>();
  private final AtomicReference<@Nullable Invocation> current = new AtomicReference<>();
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final CompletableFuture<InvocationResult> ended = new CompletableFuture<>();

  private RuntimeApi(String functionArn, Clock clock, HttpServer server) {
    this.functionArn = functionArn;
    this.clock = clock;
    this.server = server;
  }

  static RuntimeApi start(String functionArn, Clock clock) throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var api = new RuntimeApi(functionArn, clock, HttpServer.create(address, 0));
    api.server.createContext("/", api::handle);
    api.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    api.server.start();
    return api;
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Done when the process has initialised and asks for work, or has ended. */
  CompletableFuture<Void> ready() {
    return ready;
  }

  /** Hands the invocation over as soon as the process asks for it. */
  void submit(Invocation invocation) throws InterruptedException {
    current.set(invocation);
    if (ended.isDone()) {
      invocation.end(ended.join());
    } else {
      waiting.put(invocation);
    }
  }

  /** Tells that the process has ended, or never will be ready. The first reason counts. */
  void end(InvocationResult reason) {
    ended.complete(reason);
    ready.complete(null);
    var invocation = current.get();
    if (invocation != null) {
      invocation.end(ended.join());
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    try (exchange) {
      switch (path) {
        case INVOCATION + "next" -> next(exchange);
        case BASE + "/init/error" -> initError(exchange);
        default -> answer(exchange, path);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void next(HttpExchange exchange) throws IOException, InterruptedException {
    ready.complete(null);
    var invocation = waiting.take();
    invocation.taken().complete(null);
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", "application/json");
    headers.set("Lambda-Runtime-Aws-Request-Id", invocation.requestId());
    headers.set("Lambda-Runtime-Invoked-Function-Arn", functionArn);
    headers.set(
        "Lambda-Runtime-Deadline-Ms",
        Long.toString(clock.millis() + invocation.timeout().toMillis()));
    headers.set("Lambda-Runtime-Trace-Id", TraceId.next(clock));
    send(exchange, 200, invocation.payload());
  }

  private void initError(HttpExchange exchange) throws IOException {
    end(ErrorReport.read(body(exchange)));
    send(exchange, 202, "{\"status\":\"OK\"}");
  }

  private void answer(HttpExchange exchange, String path) throws IOException {
    var invocation = current.get();
    if (invocation != null && path.equals(INVOCATION + invocation.requestId() + "/response")) {
      respond(exchange, invocation);
    } else if (invocation != null && path.equals(INVOCATION + invocation.requestId() + "/error")) {
      invocation.end(ErrorReport.read(body(exchange)));
      send(exchange, 202, "{\"status\":\"OK\"}");
    } else {
      send(exchange, 400, ErrorReport.json("InvalidRequestID", "no such invocation: " + path));
    }
  }

  private static void respond(HttpExchange exchange, Invocation invocation) throws IOException {
    byte[] payload = body(exchange);
    if (payload.length > PAYLOAD_BYTES_MAX) {
      String type = "Function.ResponseSizeTooLarge";
      String message = "the answer is larger than " + PAYLOAD_BYTES_MAX + " bytes";
      invocation.end(new InvocationResult.FunctionError(type, message));
      send(exchange, 413, ErrorReport.json(type, message));
      return;
    }
    invocation.end(new InvocationResult.Succeeded(new String(payload, UTF_8)));
    send(exchange, 202, "{\"status\":\"OK\"}");
  }

  private static byte[] body(HttpExchange exchange) throws IOException {
    return exchange.getRequestBody().readNBytes(PAYLOAD_BYTES_MAX + 1);
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    end(new InvocationResult.Crashed("the process was stopped"));
  }
}
