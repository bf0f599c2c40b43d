package bulkorder.standins;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The keys and what is asked of them. */
final class KmsDesk {

  private static final String ARN_START = "arn:aws:kms:ap-northeast-1:000000000000:key/";
  private static final String ALIAS_START = "alias/";
  private static final int PLAIN_BYTES_MAX = 4096;

  private final SecureRandom random = new SecureRandom();
  private final Map<String, KmsKey> keys = new ConcurrentHashMap<>();
  private final Map<String, String> aliases = new ConcurrentHashMap<>();

  String createKey() {
    var key = new KmsKey(ARN_START + UUID.randomUUID(), random);
    keys.put(key.arn(), key);
    return key.arn();
  }

  void alias(String alias, String arn) {
    aliases.put(alias, existing(arn).arn());
  }

  void disable(String arn) {
    existing(arn).disable();
  }

  Map<String, Object> describe(ObjectNode request) {
    KmsKey key = named(request);
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("Arn", key.arn());
    metadata.put("KeyId", key.arn().substring(ARN_START.length()));
    metadata.put("Enabled", key.enabled());
    metadata.put("KeyState", key.enabled() ? "Enabled" : "Disabled");
    metadata.put("KeyUsage", "ENCRYPT_DECRYPT");
    metadata.put("KeyManager", "CUSTOMER");
    return Map.of("KeyMetadata", metadata);
  }

  Map<String, Object> encrypt(ObjectNode request) {
    KmsKey key = usable(named(request));
    byte[] plain = bytes(request, "Plaintext");
    if (plain.length == 0 || plain.length > PLAIN_BYTES_MAX) {
      throw new KmsRefusal(
          "ValidationException", "Plaintext must have from 1 to " + PLAIN_BYTES_MAX + " bytes");
    }
    return Map.of(
        "KeyId", key.arn(),
        "CiphertextBlob", base64(key.encrypt(plain, context(request))),
        "EncryptionAlgorithm", "SYMMETRIC_DEFAULT");
  }

  /** A request may name the key, which must then be the one that encrypted. */
  Map<String, Object> decrypt(ObjectNode request) {
    byte[] blob = bytes(request, "CiphertextBlob");
    KmsKey key = keys.get(KmsKey.arnOf(blob));
    if (key == null) {
      throw new KmsRefusal("InvalidCiphertextException", "");
    }
    if (request.has("KeyId") && !named(request).arn().equals(key.arn())) {
      throw new KmsRefusal(
          "IncorrectKeyException", "The key ID in the request does not identify the CMK");
    }
    return Map.of(
        "KeyId", key.arn(),
        "Plaintext", base64(usable(key).decrypt(blob, context(request))),
        "EncryptionAlgorithm", "SYMMETRIC_DEFAULT");
  }

  private KmsKey named(ObjectNode request) {
    return existing(request.path("KeyId").asText());
  }

  private KmsKey existing(String id) {
    String arn = id.startsWith(ALIAS_START) ? aliases.get(id) : id;
    KmsKey key = find(arn);
    if (key == null) {
      throw new KmsRefusal("NotFoundException", "Invalid keyId '%s'".formatted(id));
    }
    return key;
  }

  private @Nullable KmsKey find(@Nullable String arn) {
    if (arn == null) {
      return null;
    }
    return keys.get(arn.startsWith("arn:") ? arn : ARN_START + arn);
  }

  private static KmsKey usable(KmsKey key) {
    if (!key.enabled()) {
      throw new KmsRefusal("DisabledException", key.arn() + " is disabled.");
    }
    return key;
  }

  private static byte[] bytes(ObjectNode request, String field) {
    try {
      return Base64.getDecoder().decode(request.path(field).asText());
    } catch (IllegalArgumentException _) {
      throw new KmsRefusal("SerializationException", field + " is not in Base64");
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static Map<String, String> context(ObjectNode request) {
    Map<String, String> context = new HashMap<>();
    request
        .path("EncryptionContext")
        .properties()
        .forEach(entry -> context.put(entry.getKey(), entry.getValue().asText()));
    return context;
  }
}
