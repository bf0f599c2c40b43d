package bulkorder.ledger.announcement;

import bulkorder.ledger.ClientId;
import bulkorder.ledger.NotificationKind;
import bulkorder.ledger.audit.AuditTrail;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** What clients have settled about being told. Changes are on record, without what is secret. */
@ApplicationScoped
public class ClientNotifications {

  /**
   * Settings that were changed.
   *
   * @param newSecret where the client's system is told for the first time; it is shown this once
   */
  public record Changed(NotificationSettings settings, Optional<WebhookSecret> newSecret) {}

  private static final TypeReference<Set<NotificationKind>> KINDS = new TypeReference<>() {};

  private static final String FIND =
      """
      select language, cast(notification_kinds as text) as kinds, operators, webhook_url, webhook_secret
      from clients where client_id = :clientId
      """;

  private static final String CHANGE =
      """
      update clients
      set language = :language, notification_kinds = cast(:kinds as jsonb), operators = :operators, webhook_url = :url,
        webhook_secret = :secret
      where client_id = :clientId
      """;

  private static final String CHANGE_SECRET =
      "update clients set webhook_secret = :secret where client_id = :clientId";

  private final Session session;
  private final ClientSecrets secrets;
  private final FormerSecrets formerSecrets;
  private final AuditTrail audit;
  private final SecureRandom random;
  private final ObjectMapper json;

  ClientNotifications(
      Session session,
      ClientSecrets secrets,
      FormerSecrets formerSecrets,
      AuditTrail audit,
      SecureRandom random,
      ObjectMapper json) {
    this.session = session;
    this.secrets = secrets;
    this.formerSecrets = formerSecrets;
    this.audit = audit;
    this.random = random;
    this.json = json;
  }

  /** What a client has settled; empty if there is no such client. */
  @Transactional
  public Optional<NotificationSettings> find(ClientId clientId) {
    return find(FIND, clientId).map(row -> settings(clientId, row));
  }

  /**
   * Changes what a client has settled.
   *
   * @param change gives the new settings for those that hold
   * @param actor who does it
   * @return empty if there is no such client
   */
  @Transactional
  public Optional<Changed> change(
      ClientId clientId, UnaryOperator<NotificationSettings> change, String actor) {
    return find(FIND + "for update", clientId).map(row -> change(clientId, row, change, actor));
  }

  /**
   * Replaces the key of a client's webhook; what is sent from now on is signed with the new one,
   * and for a while with the one before.
   *
   * @param overlap how long that is; none ends every former key at once
   * @return empty if the client has no webhook
   */
  @Transactional
  public Optional<WebhookSecret> newSecret(ClientId clientId, Duration overlap, String actor) {
    return find(FIND + "for update", clientId)
        .map(row -> row.get("webhook_secret", byte[].class))
        .map(former -> newSecret(clientId, former, overlap, actor));
  }

  private WebhookSecret newSecret(
      ClientId clientId, byte[] former, Duration overlap, String actor) {
    formerSecrets.keep(clientId, former, overlap);
    var secret = WebhookSecret.next(random);
    session
        .createNativeMutationQuery(CHANGE_SECRET)
        .setParameter("clientId", clientId.value())
        .setParameter("secret", secrets.seal(clientId, secret))
        .executeUpdate();
    audit.administered(
        actor,
        "WEBHOOK_SECRET_REPLACED",
        clientId.value(),
        clientId,
        Map.of("overlapHours", Long.toString(overlap.toHours())));
    return secret;
  }

  private Changed change(
      ClientId clientId, Tuple row, UnaryOperator<NotificationSettings> change, String actor) {
    NotificationSettings before = settings(clientId, row);
    NotificationSettings after = change.apply(before);
    List<String> changed = differences(before, after);
    if (changed.isEmpty()) {
      return new Changed(after, Optional.empty());
    }
    byte[] sealedSecret = row.get("webhook_secret", byte[].class);
    Optional<WebhookSecret> newSecret =
        after.webhookUrl().isPresent() && sealedSecret == null
            ? Optional.of(WebhookSecret.next(random))
            : Optional.empty();
    byte[] kept = after.webhookUrl().isPresent() ? sealedSecret : null;
    if (kept == null) {
      formerSecrets.drop(clientId);
    }
    store(clientId, after, newSecret.map(secret -> secrets.seal(clientId, secret)).orElse(kept));
    audit.administered(
        actor,
        "NOTIFICATIONS_CHANGED",
        clientId.value(),
        clientId,
        Map.of("changed", String.join(", ", changed)));
    return new Changed(after, newSecret);
  }

  private void store(ClientId clientId, NotificationSettings settings, byte @Nullable [] secret) {
    session
        .createNativeMutationQuery(CHANGE)
        .setParameter("clientId", clientId.value())
        .setParameter("language", settings.language())
        .setParameter("kinds", text(settings.kinds()))
        .setParameter("operators", sealed(clientId, settings.operators()), byte[].class)
        .setParameter("url", settings.webhookUrl().orElse(null), String.class)
        .setParameter("secret", secret, byte[].class)
        .executeUpdate();
  }

  private byte @Nullable [] sealed(ClientId clientId, List<String> operators) {
    return operators.isEmpty() ? null : secrets.seal(clientId, operators);
  }

  private static List<String> differences(NotificationSettings before, NotificationSettings after) {
    List<String> changed = new ArrayList<>();
    if (!before.language().equals(after.language())) {
      changed.add("language");
    }
    if (!before.kinds().equals(after.kinds())) {
      changed.add("kinds");
    }
    if (!before.operators().equals(after.operators())) {
      changed.add("operators");
    }
    if (!before.webhookUrl().equals(after.webhookUrl())) {
      changed.add("webhookUrl");
    }
    return changed;
  }

  private Optional<Tuple> find(String sql, ClientId clientId) {
    return session
        .createNativeQuery(sql, Tuple.class)
        .setParameter("clientId", clientId.value())
        .getResultStream()
        .findFirst();
  }

  private NotificationSettings settings(ClientId clientId, Tuple row) {
    return new NotificationSettings(
        row.get("language", String.class),
        kinds(row.get("kinds", String.class)),
        secrets.operators(clientId, row.get("operators", byte[].class)),
        Optional.ofNullable(row.get("webhook_url", String.class)));
  }

  private Set<NotificationKind> kinds(String text) {
    try {
      return json.readValue(text, KINDS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the kinds of a client cannot be read", e);
    }
  }

  private String text(Set<NotificationKind> kinds) {
    try {
      return json.writeValueAsString(new TreeSet<>(kinds));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the kinds of a client cannot be written", e);
    }
  }
}
