package bulkorder.status;

import bulkorder.ledger.ClientId;
import bulkorder.ledger.announcement.ClientNotifications;
import bulkorder.ledger.announcement.ClientNotifications.Changed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Shows and changes what clients settle about being told. */
@ApplicationScoped
class ClientSettings {

  private final Caller caller;
  private final ClientNotifications clients;
  private final StatusConfig config;

  ClientSettings(Caller caller, ClientNotifications clients, StatusConfig config) {
    this.caller = caller;
    this.clients = clients;
    this.config = config;
  }

  NotificationsAnswer find(String id) {
    return clients
        .find(clientId(id))
        .map(settings -> NotificationsAnswer.of(settings, Optional.empty()))
        .orElseThrow(() -> unknown(id));
  }

  NotificationsAnswer change(String id, NotificationsWish wish) {
    Changed changed =
        clients
            .change(
                clientId(id),
                before -> wish.checked(before, config.webhooksAnywhere()),
                caller.subject())
            .orElseThrow(() -> unknown(id));
    return NotificationsAnswer.of(changed.settings(), changed.newSecret());
  }

  WebhookSecretAnswer newSecret(String id) {
    ClientId clientId = clientId(id);
    if (clients.find(clientId).isEmpty()) {
      throw unknown(id);
    }
    return clients
        .newSecret(clientId, caller.subject())
        .map(secret -> new WebhookSecretAnswer(secret.text()))
        .orElseThrow(() -> Refusal.of(ProblemCode.NO_WEBHOOK, "client", id).exception());
  }

  /** The caller's own client, or whichever an administrator names. */
  private ClientId clientId(String id) {
    return ClientId.parse(id)
        .filter(clientId -> caller.isAdministrator() || caller.clientId().equals(clientId))
        .orElseThrow(() -> unknown(id));
  }

  private static RefusedException unknown(String id) {
    return Refusal.of(ProblemCode.UNKNOWN_CLIENT, "client", id).exception();
  }
}
