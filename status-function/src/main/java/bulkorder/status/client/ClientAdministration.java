package bulkorder.status.client;

import bulkorder.ledger.ClientId;
import bulkorder.ledger.batch.Client.Status;
import bulkorder.ledger.client.ClientAccount;
import bulkorder.ledger.client.ClientAccounts;
import bulkorder.status.Caller;
import bulkorder.status.Cursor;
import bulkorder.status.ProblemCode;
import bulkorder.status.Refusal;
import bulkorder.status.RefusedException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows, creates and changes clients for administrators. */
@ApplicationScoped
class ClientAdministration {

  private final Caller caller;
  private final ClientAccounts accounts;

  ClientAdministration(Caller caller, ClientAccounts accounts) {
    this.caller = caller;
    this.accounts = accounts;
  }

  ClientAnswer create(NewClientWish wish) {
    ClientId clientId = wish.checkedClientId();
    return accounts
        .create(clientId, wish.checkedName(), wish::checked, caller.subject())
        .map(ClientAnswer::of)
        .orElseThrow(
            () -> Refusal.of(ProblemCode.CLIENT_EXISTS, "client", clientId.value()).exception());
  }

  ClientsAnswer page(@Nullable ClientId after, int limit) {
    List<ClientAccount> found = accounts.page(after, limit + 1);
    List<ClientAccount> shown = found.subList(0, Math.min(limit, found.size()));
    return new ClientsAnswer(
        shown.stream().map(ClientAnswer::of).toList(),
        found.size() > limit ? Cursor.of(shown.getLast().clientId()) : null);
  }

  ClientAnswer find(String id) {
    return accounts.find(clientId(id)).map(ClientAnswer::of).orElseThrow(() -> unknown(id));
  }

  ClientAnswer change(String id, ClientWish wish) {
    return accounts
        .change(clientId(id), wish::checked, caller.subject())
        .map(ClientAnswer::of)
        .orElseThrow(() -> unknown(id));
  }

  ClientAnswer set(String id, Status status) {
    return accounts
        .set(clientId(id), status, caller.subject())
        .map(ClientAnswer::of)
        .orElseThrow(() -> unknown(id));
  }

  private static ClientId clientId(String id) {
    return ClientId.parse(id).orElseThrow(() -> unknown(id));
  }

  private static RefusedException unknown(String id) {
    return Refusal.of(ProblemCode.UNKNOWN_CLIENT, "client", id).exception();
  }
}
