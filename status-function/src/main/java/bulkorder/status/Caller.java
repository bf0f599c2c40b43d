package bulkorder.status;

import bulkorder.ledger.ClientId;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who calls, as the token of the request says. */
@RequestScoped
public class Caller {

  /** The claim that names the client for which the caller works. */
  static final String CLIENT_CLAIM = "client";

  private final SecurityIdentity identity;

  Caller(SecurityIdentity identity) {
    this.identity = identity;
  }

  /**
   * The client for which the caller works; everything that it reads and changes is this client's.
   *
   * @throws RefusedException if the token names none
   */
  public ClientId clientId() {
    return client().orElseThrow(() -> Refusal.of(ProblemCode.NO_CLIENT).exception());
  }

  /** The same, or nothing if the token names none. */
  public Optional<ClientId> client() {
    return token()
        .flatMap(token -> token.<String>claim(CLIENT_CLAIM))
        .flatMap(ClientId::parse)
        .filter(client -> !client.equals(ClientId.ADMINISTRATION));
  }

  /** The same, or what stands for administrators who work for none. */
  public ClientId clientOrAdministration() {
    return isAdministrator() ? client().orElse(ClientId.ADMINISTRATION) : clientId();
  }

  /** Who it is, by the id that the issuer knows: the actor of audit events. */
  public String subject() {
    return token().map(JsonWebToken::getSubject).orElse("nobody");
  }

  /** The id of the token, or what stands for it; nothing without one. */
  Optional<String> tokenId() {
    return token()
        .map(
            token ->
                token.getTokenID() == null
                    ? token.getSubject() + "@" + token.getIssuedAtTime()
                    : token.getTokenID());
  }

  /** Whether it may see names, addresses and notes. */
  public boolean seesPersonalData() {
    return identity.hasRole(Role.OPERATOR) || identity.hasRole(Role.AUDITOR);
  }

  /** Whether it settles what clients there are. */
  public boolean isAdministrator() {
    return identity.hasRole(Role.ADMIN);
  }

  private Optional<JsonWebToken> token() {
    return identity.getPrincipal() instanceof JsonWebToken token
        ? Optional.of(token)
        : Optional.empty();
  }
}
