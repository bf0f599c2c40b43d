package bulkorder.ledger.announcement;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.ClientId;
import bulkorder.ledger.announcement.AfterAttempt.Again;
import bulkorder.ledger.announcement.AfterAttempt.GivenUp;
import bulkorder.ledger.announcement.AfterAttempt.Over;
import bulkorder.ledger.announcement.Claim.Claimed;
import bulkorder.ledger.announcement.Claim.NotYet;
import bulkorder.ledger.announcement.DeliveryOutcome.Delivered;
import bulkorder.ledger.announcement.DeliveryOutcome.NotNow;
import bulkorder.ledger.announcement.DeliveryOutcome.Refused;
import bulkorder.ledger.messaging.AnnouncementMessage;
import bulkorder.ledger.messaging.DeadLetters;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.query.MutationQuery;
import org.hibernate.query.NativeQuery;

/**
 * The attempts to deliver announcements: claimed before, recorded after. A claim is a lease; of one
 * that died the next message takes over. What is recorded belongs to its own attempt alone.
 */
@ApplicationScoped
public class AnnouncementAttempts {

  /**
   * The queue under whose name dead letters are kept that were no message of a dead-letter queue.
   */
  private static final String QUEUE = "announcements";

  private static final String CLAIM =
      """
      update announcements a
      set calls = calls + 1, lease_until = clock_timestamp() + make_interval(secs => :leaseSeconds)
      from batches b, clients c
      where a.announcement_id = :announcementId and a.ended_at is null
        and greatest(a.due_at, a.lease_until) <= clock_timestamp()
        and b.batch_id = a.batch_id and c.client_id = a.client_id
      returning a.message_id, a.client_id, a.batch_id, a.run_no, a.channel, cast(a.payload as text) as payload, a.calls,
        coalesce(b.language, c.language) as language, c.webhook_url, c.webhook_secret, c.operators
      """;

  private static final String WAIT_SECONDS =
      """
      select cast(greatest(0, extract(epoch from greatest(due_at, lease_until) - clock_timestamp())) as double precision)
      from announcements where announcement_id = :announcementId and ended_at is null
      """;

  private static final String DELIVERED =
      """
      update announcements set status = 'DELIVERED', code = null, lease_until = null, ended_at = clock_timestamp()
      where announcement_id = :announcementId and status = 'PENDING' and calls = :attempt
      """;

  private static final String NOT_NOW =
      """
      update announcements
      set code = :code, lease_until = null, due_at = clock_timestamp() + make_interval(secs => :afterSeconds)
      where announcement_id = :announcementId and status = 'PENDING' and calls = :attempt
        and clock_timestamp() + make_interval(secs => :afterSeconds) <= give_up_at
      """;

  private static final String FAILED =
      """
      update announcements set status = 'FAILED', code = :code, lease_until = null, ended_at = clock_timestamp()
      where announcement_id = :announcementId and status = 'PENDING' and calls = :attempt
      """;

  private static final String UNCLAIMED =
      """
      select calls, lease_until > clock_timestamp() as claimed, batch_id, run_no, channel
      from announcements where announcement_id = :announcementId and ended_at is null
      for update
      """;

  private final Session session;
  private final ClientSecrets secrets;
  private final FormerSecrets formerSecrets;
  private final OperatorMails operatorMails;
  private final DeadLetters deadLetters;
  private final ObjectMapper json;

  AnnouncementAttempts(
      Session session,
      ClientSecrets secrets,
      FormerSecrets formerSecrets,
      OperatorMails operatorMails,
      DeadLetters deadLetters,
      ObjectMapper json) {
    this.session = session;
    this.secrets = secrets;
    this.formerSecrets = formerSecrets;
    this.operatorMails = operatorMails;
    this.deadLetters = deadLetters;
    this.json = json;
  }

  /**
   * Claims an announcement.
   *
   * @param leaseTime how long the invocation has left
   */
  @Transactional
  public Claim claim(long announcementId, Duration leaseTime) {
    return query(CLAIM, Tuple.class, announcementId)
        .setParameter("leaseSeconds", seconds(leaseTime))
        .getResultStream()
        .findFirst()
        .<Claim>map(row -> new Claimed(claimed(announcementId, row)))
        .or(() -> remaining(announcementId).map(NotYet::new))
        .orElseGet(Claim.Over::new);
  }

  /** Records what an attempt came to. */
  @Transactional
  public AfterAttempt record(ClaimedAnnouncement announcement, DeliveryOutcome outcome) {
    return switch (outcome) {
      case Delivered _ -> {
        change(DELIVERED, announcement).executeUpdate();
        yield new Over();
      }
      case NotNow notNow -> later(announcement, notNow);
      case Refused refused -> fail(announcement, refused.code());
    };
  }

  /**
   * Gives up an announcement whose message was given up.
   *
   * @throws IllegalStateException while an invocation holds the claim; to be called again
   */
  @Transactional
  public void giveUp(long announcementId) {
    query(UNCLAIMED, Tuple.class, announcementId)
        .getResultStream()
        .findFirst()
        .ifPresent(row -> giveUp(announcementId, row));
  }

  private void giveUp(long announcementId, Tuple row) {
    if (Boolean.TRUE.equals(row.get("claimed", Boolean.class))) {
      throw new IllegalStateException("announcement %d is claimed".formatted(announcementId));
    }
    change(FAILED, announcementId, row.get("calls", Integer.class))
        .setParameter("code", AnnouncementCode.NOT_SENT.name())
        .executeUpdate();
    giveUpMails(
        AnnouncementChannel.valueOf(row.get("channel", String.class)),
        new BatchId(row.get("batch_id", UUID.class)),
        row.get("run_no", Integer.class));
  }

  private AfterAttempt later(ClaimedAnnouncement announcement, NotNow notNow) {
    boolean again =
        change(NOT_NOW, announcement)
                .setParameter("code", notNow.code().name())
                .setParameter("afterSeconds", seconds(notNow.after()))
                .executeUpdate()
            == 1;
    return again ? new Again(notNow.after()) : fail(announcement, notNow.code());
  }

  private AfterAttempt fail(ClaimedAnnouncement announcement, AnnouncementCode code) {
    boolean failed =
        change(FAILED, announcement).setParameter("code", code.name()).executeUpdate() == 1;
    if (!failed) {
      return new Over();
    }
    giveUpMails(announcement.channel(), announcement.batchId(), announcement.runNo());
    deadLetters.keep(
        QUEUE,
        "%s/%d".formatted(announcement.messageId(), announcement.attempt()),
        body(announcement.announcementId()));
    return new GivenUp();
  }

  private void giveUpMails(AnnouncementChannel channel, BatchId batchId, int runNo) {
    switch (channel) {
      case MAIL -> operatorMails.giveUp(batchId, runNo);
      case WEBHOOK -> {}
    }
  }

  private Optional<Duration> remaining(long announcementId) {
    return query(WAIT_SECONDS, Double.class, announcementId)
        .getResultStream()
        .findFirst()
        .map(seconds -> Duration.ofMillis(Math.round(seconds * 1000)));
  }

  private ClaimedAnnouncement claimed(long announcementId, Tuple row) {
    var clientId = new ClientId(row.get("client_id", String.class));
    return new ClaimedAnnouncement(
        announcementId,
        row.get("message_id", UUID.class),
        clientId,
        new BatchId(row.get("batch_id", UUID.class)),
        row.get("run_no", Integer.class),
        AnnouncementChannel.valueOf(row.get("channel", String.class)),
        row.get("payload", String.class),
        row.get("calls", Integer.class),
        row.get("language", String.class),
        Optional.ofNullable(row.get("webhook_url", String.class))
            .map(
                url ->
                    new Webhook(url, signing(clientId, row.get("webhook_secret", byte[].class)))),
        secrets.operators(clientId, row.get("operators", byte[].class)));
  }

  private List<WebhookSecret> signing(ClientId clientId, byte[] present) {
    return Stream.concat(Stream.of(present), formerSecrets.valid(clientId).stream())
        .map(key -> secrets.webhookSecret(clientId, key))
        .toList();
  }

  private String body(long announcementId) {
    try {
      return json.writeValueAsString(new AnnouncementMessage(announcementId));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an announcement message cannot be written", e);
    }
  }

  private <T> NativeQuery<T> query(String sql, Class<T> type, long announcementId) {
    return session.createNativeQuery(sql, type).setParameter("announcementId", announcementId);
  }

  private MutationQuery change(String sql, ClaimedAnnouncement announcement) {
    return change(sql, announcement.announcementId(), announcement.attempt());
  }

  private MutationQuery change(String sql, long announcementId, int attempt) {
    return session
        .createNativeMutationQuery(sql)
        .setParameter("announcementId", announcementId)
        .setParameter("attempt", attempt);
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
