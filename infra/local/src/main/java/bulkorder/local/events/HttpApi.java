package bulkorder.local.events;

import bulkorder.local.lambda.InvocationResult;
import bulkorder.local.template.EventSource.Requests;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Plays API Gateway's HTTP API on a free port of 127.0.0.1. */
public final class HttpApi implements AutoCloseable {
  private static final int REQUEST_BYTES_MAX = 10 * 1024 * 1024;

  private final HttpServer server;
  private final List<Route> routes;
  private final Functions functions;
  private final Clock clock;
  private final Problems problems;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private HttpApi(
      HttpServer server, List<Route> routes, Functions functions, Clock clock, Problems problems) {
    this.server = server;
    this.routes = List.copyOf(routes);
    this.functions = functions;
    this.clock = clock;
    this.problems = problems;
  }

  /** Collects the routes of an API, then starts it. Its address is known from the beginning. */
  public static final class Builder implements AutoCloseable {
    private final List<Route> routes = new ArrayList<>();
    private final HttpServer server;

    /** Takes a port. Requests that come before the start wait. */
    public Builder() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    /** Where the API will listen. */
    public URI endpoint() {
      return HttpApi.endpoint(server);
    }

    /** Sends the requests to the function. Of several routes that match, the first added wins. */
    public Builder route(Requests requests, String function) {
      routes.add(new Route(function, requests));
      return this;
    }

    /** Starts to listen. */
    public HttpApi start(Functions functions, Clock clock, Problems problems) {
      var api = new HttpApi(server, routes, functions, clock, problems);
      server.createContext("/", api::handle);
      server.setExecutor(api.threads);
      server.start();
      return api;
    }

    /** Gives up the port. */
    @Override
    public void close() {
      server.stop(0);
    }
  }

  /** Where it listens. */
  public URI endpoint() {
    return endpoint(server);
  }

  private static URI endpoint(HttpServer server) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      answer(exchange).send(exchange);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpAnswer answer(HttpExchange exchange) throws IOException, InterruptedException {
    for (var route : routes) {
      var parameters = route.match(exchange.getRequestMethod(), exchange.getRequestURI().getPath());
      if (parameters.isPresent()) {
        byte[] body = exchange.getRequestBody().readNBytes(REQUEST_BYTES_MAX + 1);
        return body.length > REQUEST_BYTES_MAX
            ? HttpAnswer.TOO_LARGE
            : invoke(
                route,
                new RequestEvent(exchange, route, parameters.get()).json(body, clock.instant()));
      }
    }
    return HttpAnswer.NOT_FOUND;
  }

  private HttpAnswer invoke(Route route, String event) throws InterruptedException {
    var invocation = threads.submit(() -> functions.invoke(route.function(), event));
    try {
      var result = invocation.get(route.requests().timeout().toMillis(), TimeUnit.MILLISECONDS);
      if (!(result instanceof InvocationResult.Succeeded)) {
        problems.report(route.function() + " failed: " + result);
      }
      return HttpAnswer.of(result);
    } catch (TimeoutException _) {
      problems.report(route.function() + " did not answer in " + route.requests().timeout());
      return HttpAnswer.UNAVAILABLE;
    } catch (ExecutionException failure) {
      problems.report(route.function() + " cannot be invoked: " + failure.getCause());
      return HttpAnswer.UNAVAILABLE;
    }
  }

  /** Stops to listen, and gives up requests under way. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
