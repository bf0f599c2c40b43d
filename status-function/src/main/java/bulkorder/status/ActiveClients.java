package bulkorder.status;

import bulkorder.ledger.ClientId;
import bulkorder.ledger.batch.Client;
import bulkorder.ledger.batch.Clients;
import jakarta.enterprise.context.ApplicationScoped;

/** The clients that may send orders, be it in a file. */
@ApplicationScoped
public class ActiveClients {

  private final Clients clients;

  ActiveClients(Clients clients) {
    this.clients = clients;
  }

  /**
   * The client.
   *
   * @throws RefusedException if it does not exist or is disabled
   */
  public Client active(ClientId clientId) {
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
