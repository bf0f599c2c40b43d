package bulkorder.ledger.idempotency;

import bulkorder.ledger.ClientId;
import bulkorder.ledger.encryption.DataKeys;
import bulkorder.ledger.encryption.SealedField;
import bulkorder.ledger.encryption.SingleValues;
import bulkorder.ledger.idempotency.KeyClaim.Answered;
import bulkorder.ledger.idempotency.KeyClaim.Mine;
import bulkorder.ledger.idempotency.KeyClaim.Reused;
import bulkorder.ledger.idempotency.KeyClaim.Running;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.hibernate.Session;
import org.hibernate.query.MutationQuery;
import org.jspecify.annotations.Nullable;

/**
 * The keys under which requests were made, and what those were answered with, for a day. A request
 * is claimed before it is done and answered after; of a copy that died in between the claim ends,
 * and the request is done again when it comes again.
 */
@ApplicationScoped
public class IdempotencyKeys {

  private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

  private static final String CLAIM =
      """
      insert into idempotency_keys as k (client_id, key_hash, request_hash, claimed_until, created_at, expires_at)
      values (:clientId, :keyHash, :requestHash, clock_timestamp() + make_interval(secs => :claimSeconds),
        clock_timestamp(), clock_timestamp() + interval '24 hours')
      on conflict (client_id, key_hash) do update
      set request_hash = excluded.request_hash, attempt = k.attempt + 1, claimed_until = excluded.claimed_until,
        status = null, headers = null, body = null, created_at = excluded.created_at, expires_at = excluded.expires_at
      where k.expires_at <= clock_timestamp()
        or (k.status is null and k.claimed_until <= clock_timestamp() and k.request_hash = excluded.request_hash)
      returning attempt
      """;

  private static final String FIND =
      """
      select request_hash, status, cast(headers as text) as headers, body,
        cast(greatest(0, extract(epoch from claimed_until - clock_timestamp())) as double precision) as remaining
      from idempotency_keys where client_id = :clientId and key_hash = :keyHash
      """;

  private static final String ANSWER =
      """
      update idempotency_keys set status = :status, headers = cast(:headers as jsonb), body = :body
      where client_id = :clientId and key_hash = :keyHash and attempt = :attempt and status is null
      """;

  private static final String RELEASE =
      """
      update idempotency_keys set claimed_until = clock_timestamp()
      where client_id = :clientId and key_hash = :keyHash and attempt = :attempt and status is null
      """;

  private static final String DELETE_EXPIRED =
      """
      delete from idempotency_keys k
      using (
        select client_id, key_hash from idempotency_keys
        where expires_at <= clock_timestamp()
        order by expires_at
        limit :limit
        for update skip locked
      ) expired
      where k.client_id = expired.client_id and k.key_hash = expired.key_hash
      """;

  private final Session session;
  private final SingleValues values;
  private final DataKeys dataKeys;
  private final ObjectMapper json;

  IdempotencyKeys(Session session, SingleValues values, DataKeys dataKeys, ObjectMapper json) {
    this.session = session;
    this.values = values;
    this.dataKeys = dataKeys;
    this.json = json;
  }

  /**
   * Claims a request.
   *
   * @param claimTime how long it can run
   */
  @Transactional
  public KeyClaim claim(IdempotencyKey key, RequestPrint request, Duration claimTime) {
    return session
        .createNativeQuery(CLAIM, Integer.class)
        .setParameter("clientId", key.clientId().value())
        .setParameter("keyHash", key.hash())
        .setParameter("requestHash", request.hash())
        .setParameter("claimSeconds", claimTime.toMillis() / 1000.0)
        .getResultStream()
        .findFirst()
        .<KeyClaim>map(Mine::new)
        .orElseGet(() -> earlier(key, request));
  }

  /**
   * Keeps the answer to a claimed request.
   *
   * @return whether the claim still held; if not, another has done the request
   */
  @Transactional
  public boolean answer(IdempotencyKey key, int attempt, KeptAnswer answer) {
    return change(ANSWER, key, attempt)
            .setParameter("status", answer.status())
            .setParameter("headers", text(answer.headers()))
            .setParameter("body", sealed(key.clientId(), answer.body()), byte[].class)
            .executeUpdate()
        == 1;
  }

  /** Ends a claim whose request came to nothing: it may be made again at once. */
  @Transactional
  public void release(IdempotencyKey key, int attempt) {
    change(RELEASE, key, attempt).executeUpdate();
  }

  /**
   * Deletes keys that have expired.
   *
   * @param limit how many at most
   * @return how many were deleted
   */
  @Transactional
  public int deleteExpired(int limit) {
    return session
        .createNativeMutationQuery(DELETE_EXPIRED)
        .setParameter("limit", limit)
        .executeUpdate();
  }

  /** A key that was deleted since the claim failed is as one whose request ends now. */
  private KeyClaim earlier(IdempotencyKey key, RequestPrint request) {
    return session
        .createNativeQuery(FIND, Tuple.class)
        .setParameter("clientId", key.clientId().value())
        .setParameter("keyHash", key.hash())
        .getResultStream()
        .findFirst()
        .map(row -> earlier(key.clientId(), request, row))
        .orElseGet(() -> new Running(Duration.ZERO));
  }

  private KeyClaim earlier(ClientId clientId, RequestPrint request, Tuple row) {
    if (!request.matches(row.get("request_hash", byte[].class))) {
      return new Reused();
    }
    Integer status = row.get("status", Integer.class);
    if (status == null) {
      return new Running(Duration.ofMillis(Math.round(row.get("remaining", Double.class) * 1000)));
    }
    return new Answered(
        new KeptAnswer(
            status,
            headers(row.get("headers", String.class)),
            Optional.ofNullable(row.get("body", byte[].class))
                .map(body -> opened(clientId, body))));
  }

  private byte @Nullable [] sealed(ClientId clientId, Optional<String> body) {
    return body.map(text -> text.getBytes(StandardCharsets.UTF_8))
        .filter(bytes -> bytes.length <= KeptAnswer.BODY_BYTES_MAX)
        .map(bytes -> values.seal(clientId, SealedField.KEPT_ANSWER, bytes))
        .orElse(null);
  }

  private String opened(ClientId clientId, byte[] sealed) {
    return new String(
        dataKeys.open(clientId, SealedField.KEPT_ANSWER, sealed), StandardCharsets.UTF_8);
  }

  private MutationQuery change(String sql, IdempotencyKey key, int attempt) {
    return session
        .createNativeMutationQuery(sql)
        .setParameter("clientId", key.clientId().value())
        .setParameter("keyHash", key.hash())
        .setParameter("attempt", attempt);
  }

  private Map<String, String> headers(String text) {
    try {
      return json.readValue(text, HEADERS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the headers of an answer cannot be read", e);
    }
  }

  private String text(Map<String, String> headers) {
    try {
      return json.writeValueAsString(headers);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the headers of an answer cannot be written", e);
    }
  }
}
