package bulkorder.status.client;

import bulkorder.ledger.ClientId;
import bulkorder.ledger.batch.Client;
import bulkorder.ledger.batch.Clients;
import bulkorder.status.Caller;
import bulkorder.status.ProblemCode;
import bulkorder.status.Refusal;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.time.Duration;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Keeps each client's calls to what it may: once it is known who calls, before anything is read.
 */
class ClientLimits {

  private static final Set<String> READING =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private final Caller caller;
  private final Throttle throttle;
  private final Clients clients;

  ClientLimits(Caller caller, Throttle throttle, Clients clients) {
    this.caller = caller;
    this.throttle = throttle;
    this.clients = clients;
  }

  @ServerRequestFilter(priority = Priorities.AUTHORIZATION + 1)
  void refuseTooMany() {
    ClientId clientId = caller.clientOrAdministration();
    throttle.refusal(clientId).ifPresent(after -> refuse(clientId, after));
  }

  /** Administrators change what they settle, whatever client they work for. */
  @ServerRequestFilter(priority = Priorities.AUTHORIZATION + 2)
  void refuseChangesOfDisabledClients(ContainerRequestContext request) {
    if (READING.contains(request.getMethod()) || caller.isAdministrator()) {
      return;
    }
    caller
        .client()
        .flatMap(clients::find)
        .filter(client -> !client.active())
        .ifPresent(ClientLimits::refuse);
  }

  private static void refuse(ClientId clientId, Duration after) {
    throw Refusal.of(ProblemCode.TOO_MANY_REQUESTS, "client", clientId.value())
        .exceptionUntil(after);
  }

  private static void refuse(Client client) {
    throw Refusal.of(ProblemCode.CLIENT_DISABLED, "client", client.clientId().value()).exception();
  }
}
