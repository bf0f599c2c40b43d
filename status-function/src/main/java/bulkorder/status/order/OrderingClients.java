package bulkorder.status.order;

import bulkorder.ledger.ClientId;
import bulkorder.ledger.batch.Client;
import bulkorder.ledger.batch.Clients;
import bulkorder.status.ProblemCode;
import bulkorder.status.Refusal;
import jakarta.enterprise.context.ApplicationScoped;

/** The clients that may order. */
@ApplicationScoped
class OrderingClients {

  private final Clients clients;

  OrderingClients(Clients clients) {
    this.clients = clients;
  }

  /** The client, or a refusal if it does not exist or may not order. */
  Client active(ClientId clientId) {
    Client client =
        clients
            .find(clientId)
            .orElseThrow(
                () ->
                    Refusal.of(ProblemCode.UNKNOWN_CLIENT, "client", clientId.value()).exception());
    if (!client.active()) {
      throw Refusal.of(ProblemCode.CLIENT_DISABLED, "client", clientId.value()).exception();
    }
    return client;
  }
}
