package bulkorder.status;

import bulkorder.ledger.ClientId;
import bulkorder.ledger.announcement.ClientNotifications;
import bulkorder.ledger.announcement.ClientNotifications.Changed;
import bulkorder.ledger.announcement.NotificationSettings;
import bulkorder.ledger.audit.AuditTrail;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows and changes what clients settle about being told. */
@ApplicationScoped
class ClientSettings {

  private final Caller caller;
  private final ClientNotifications clients;
  private final AuditTrail audit;
  private final StatusConfig config;
  private final ObjectMapper json;
  private final InstantSource clock;

  ClientSettings(
      Caller caller,
      ClientNotifications clients,
      AuditTrail audit,
      StatusConfig config,
      ObjectMapper json,
      InstantSource clock) {
    this.caller = caller;
    this.clients = clients;
    this.audit = audit;
    this.config = config;
    this.json = json;
    this.clock = clock;
  }

  /** Who the operators are is personal. */
  @Transactional
  NotificationsAnswer find(String id) {
    ClientId clientId = clientId(id);
    NotificationSettings settings = clients.find(clientId).orElseThrow(() -> unknown(id));
    recordRead(clientId);
    return NotificationsAnswer.of(settings, Optional.empty());
  }

  private void recordRead(ClientId clientId) {
    audit.accessed(caller.subject(), "OPERATORS_READ", clientId.value(), clientId, Map.of());
  }

  @Transactional
  NotificationsAnswer change(String id, NotificationsWish wish) {
    ClientId clientId = clientId(id);
    Changed changed =
        clients
            .change(
                clientId,
                before -> wish.checked(before, config.webhooksAnywhere()),
                caller.subject())
            .orElseThrow(() -> unknown(id));
    recordRead(clientId);
    return NotificationsAnswer.of(changed.settings(), changed.newSecret());
  }

  /**
   * Replaces the secret.
   *
   * @param wish the JSON of a {@link SecretWish}; null or empty for what is usual
   * @throws JsonProcessingException if it is none
   */
  WebhookSecretAnswer newSecret(String id, @Nullable String wish) throws JsonProcessingException {
    Duration overlap = overlap(wish);
    ClientId clientId = clientId(id);
    if (clients.find(clientId).isEmpty()) {
      throw unknown(id);
    }
    return clients
        .newSecret(clientId, overlap, caller.subject())
        .map(
            secret ->
                new WebhookSecretAnswer(
                    secret.text(), clock.instant().plus(overlap).truncatedTo(ChronoUnit.SECONDS)))
        .orElseThrow(() -> Refusal.of(ProblemCode.NO_WEBHOOK, "client", id).exception());
  }

  private Duration overlap(@Nullable String wish) throws JsonProcessingException {
    SecretWish read =
        wish == null || wish.isBlank() ? null : json.readValue(wish, SecretWish.class);
    return read == null ? SecretWish.OVERLAP : read.checkedOverlap();
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
