package bulkorder.standins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/**
 * An OpenID Connect issuer on a free port of 127.0.0.1 that believes everybody. {@code POST /token}
 * with a form answers a token, as OAuth 2.0 does (RFC 6749, 5.1). The form's fields, each of which
 * may be missing: {@code client} for which the bearer works, {@code roles} with spaces between
 * them, {@code subject}, and for tokens that are to be refused {@code audience}, {@code issuer} and
 * {@code expires_in}, in seconds. Its keys are where OpenID Connect Discovery 1.0 says.
 */
public final class TokenIssuer implements AutoCloseable {

  /** For whom the tokens are. */
  public static final String AUDIENCE = "bulkorder";

  private static final String DISCOVERY = "/.well-known/openid-configuration";
  private static final String KEYS = "/.well-known/jwks.json";
  private static final Duration VALID = Duration.ofHours(12);
  private static final int KEY_BITS = 2048;

  private final PublicJsonWebKey key;
  private final HttpEndpoint http;

  private TokenIssuer(PublicJsonWebKey key) throws IOException {
    this.key = key;
    this.http =
        HttpEndpoint.start(
            List.of(
                Route.get(DISCOVERY, _ -> HttpAnswer.json(200, discovery())),
                Route.get(
                    KEYS,
                    _ ->
                        new HttpAnswer.Full(
                            200, "application/json", Map.of(), new JsonWebKeySet(key).toJson())),
                Route.post("/token", request -> HttpAnswer.json(200, answer(request.form())))));
  }

  /** Starts with a key of its own, which is gone with it. */
  public static TokenIssuer startTemporary() {
    return start(newKey());
  }

  /** Starts with the key of an earlier run, so that its tokens stay valid, or makes the file. */
  public static TokenIssuer start(Path keyFile) {
    try {
      if (Files.notExists(keyFile)) {
        Files.createFile(
            keyFile,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(keyFile, newKey().toJson(OutputControlLevel.INCLUDE_PRIVATE));
      }
      return start(PublicJsonWebKey.Factory.newPublicJwk(Files.readString(keyFile)));
    } catch (IOException e) {
      throw new UncheckedIOException("the issuer's key cannot be kept in " + keyFile, e);
    } catch (JoseException e) {
      throw new IllegalStateException(keyFile + " holds no key", e);
    }
  }

  private static TokenIssuer start(PublicJsonWebKey key) {
    try {
      return new TokenIssuer(key);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start the issuer", e);
    }
  }

  private static PublicJsonWebKey newKey() {
    try {
      var key = RsaJwkGenerator.generateJwk(KEY_BITS);
      key.setKeyId(Long.toHexString(System.currentTimeMillis()));
      key.setUse("sig");
      key.setAlgorithm(AlgorithmIdentifiers.RSA_USING_SHA256);
      return key;
    } catch (JoseException e) {
      throw new IllegalStateException("no key can be made", e);
    }
  }

  /** What tokens say of their issuer; its base URL, without a slash at the end. */
  public URI issuer() {
    return http.uri();
  }

  /** Where the public keys are, as a JWK set (RFC 7517). */
  public URI keys() {
    return issuer().resolve(KEYS);
  }

  private Map<String, Object> answer(Map<String, String> form) {
    Duration valid =
        Optional.ofNullable(form.get("expires_in"))
            .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
            .orElse(VALID);
    return Map.of(
        "access_token",
        signed(claims(form, valid)),
        "token_type",
        "Bearer",
        "expires_in",
        valid.toSeconds());
  }

  private JwtClaims claims(Map<String, String> form, Duration valid) {
    var now = NumericDate.now();
    var expires = NumericDate.fromSeconds(now.getValue() + valid.toSeconds());
    var claims = new JwtClaims();
    claims.setIssuer(form.getOrDefault("issuer", issuer().toString()));
    claims.setAudience(form.getOrDefault("audience", AUDIENCE));
    claims.setSubject(form.getOrDefault("subject", "local-user"));
    claims.setIssuedAt(now);
    claims.setExpirationTime(expires);
    claims.setGeneratedJwtId();
    claims.setStringListClaim("groups", roles(form));
    String client = form.getOrDefault("client", "");
    if (!client.isEmpty()) {
      claims.setStringClaim("client", client);
    }
    return claims;
  }

  private static List<String> roles(Map<String, String> form) {
    return Arrays.stream(form.getOrDefault("roles", "operator").split("[ +]", -1))
        .filter(role -> !role.isEmpty())
        .toList();
  }

  private String signed(JwtClaims claims) {
    try {
      var signature = new JsonWebSignature();
      signature.setPayload(claims.toJson());
      signature.setKey(key.getPrivateKey());
      signature.setKeyIdHeaderValue(key.getKeyId());
      signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
      signature.setHeader("typ", "JWT");
      return signature.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException("a token cannot be signed", e);
    }
  }

  private Map<String, Object> discovery() {
    return Map.of(
        "issuer",
        issuer().toString(),
        "jwks_uri",
        keys().toString(),
        "token_endpoint",
        issuer().resolve("/token").toString(),
        "response_types_supported",
        List.of("token"),
        "subject_types_supported",
        List.of("public"),
        "id_token_signing_alg_values_supported",
        List.of(AlgorithmIdentifiers.RSA_USING_SHA256));
  }

  @Override
  public void close() {
    http.close();
  }
}
