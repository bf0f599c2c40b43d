package bulkorder.ledger.notification;

import bulkorder.ledger.ClientId;
import bulkorder.ledger.ReasonCode;
import bulkorder.ledger.notification.MailOutcome.Suppressed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.Session;

/** Addresses that a client mails no more, since a mail to them came back or was called spam. */
@ApplicationScoped
public class SuppressedAddresses {

  private static final String FIND =
      """
      select encode(address_hash, 'hex') as hash, reason from suppressed_addresses
      where client_id = :clientId
        and address_hash in (select decode(x, 'hex') from unnest(cast(:hashes as text[])) x)
      """;

  private static final String ADD =
      """
      insert into suppressed_addresses (client_id, address_hash, reason) values (:clientId, :hash, :reason)
      on conflict (client_id, address_hash) do nothing
      """;

  private final Session session;
  private final AddressHash addressHash;

  SuppressedAddresses(Session session, AddressHash addressHash) {
    this.session = session;
    this.addressHash = addressHash;
  }

  /**
   * Which mails are not to be sent, and why.
   *
   * @param addresses by notification id
   * @return those of them that are suppressed, by notification id
   */
  @Transactional
  public Map<Long, MailOutcome> among(ClientId clientId, Map<Long, String> addresses) {
    Map<Long, String> hashes = new HashMap<>();
    addresses.forEach((id, address) -> hashes.put(id, hash(address)));
    Map<String, ReasonCode> found = find(clientId, hashes.values());
    Map<Long, MailOutcome> outcomes = new HashMap<>();
    hashes.forEach(
        (id, hash) ->
            Optional.ofNullable(found.get(hash))
                .ifPresent(code -> outcomes.put(id, new Suppressed(code))));
    return outcomes;
  }

  /** Mails an address no more. */
  @Transactional
  void add(ClientId clientId, String address, MailFate fate) {
    session
        .createNativeMutationQuery(ADD)
        .setParameter("clientId", clientId.value())
        .setParameter("hash", addressHash.of(address))
        .setParameter("reason", fate.status())
        .executeUpdate();
  }

  private Map<String, ReasonCode> find(ClientId clientId, Collection<String> hashes) {
    if (hashes.isEmpty()) {
      return Map.of();
    }
    return session
        .createNativeQuery(FIND, Tuple.class)
        .setParameter("clientId", clientId.value())
        .setParameter("hashes", hashes.toArray(String[]::new))
        .getResultStream()
        .collect(
            Collectors.toMap(
                row -> row.get("hash", String.class),
                row -> code(row.get("reason", String.class))));
  }

  private static ReasonCode code(String reason) {
    return reason.equals(MailFate.COMPLAINED.status())
        ? ReasonCode.ADDRESS_COMPLAINED
        : ReasonCode.ADDRESS_BOUNCED;
  }

  private String hash(String address) {
    return HexFormat.of().formatHex(addressHash.of(address));
  }
}
