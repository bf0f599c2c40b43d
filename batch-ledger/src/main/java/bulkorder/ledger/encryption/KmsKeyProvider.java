package bulkorder.ledger.encryption;

import bulkorder.ledger.ClientId;
import java.util.Base64;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * A master key in AWS KMS, and those that were before it. Data keys are made here and encrypted
 * there: {@code GenerateDataKey} would do for new ones alone, and old ones are wrapped anew, too.
 * The encryption context names the client, so that KMS opens a key as that client's alone and its
 * record of calls says whose keys were used.
 */
final class KmsKeyProvider implements KeyProvider {

  /**
   * The name of the encryption context's one entry; what was wrapped under it needs it for ever.
   */
  private static final String CLIENT = "client";

  private final KmsClient kms;
  private final String keyId;

  /**
   * With a key as its present one.
   *
   * @param keyId its id or ARN, or an alias of it, which may come to mean another key
   */
  KmsKeyProvider(KmsClient kms, String keyId) {
    this.kms = kms;
    this.keyId = keyId;
  }

  @Override
  public String present() {
    return kms.describeKey(request -> request.keyId(keyId)).keyMetadata().arn();
  }

  @Override
  public WrappedKey wrap(ClientId clientId, byte[] dataKey) {
    var answer =
        kms.encrypt(
            request ->
                request
                    .keyId(keyId)
                    .plaintext(SdkBytes.fromByteArray(dataKey))
                    .encryptionContext(context(clientId)));
    return new WrappedKey(
        answer.keyId(), Base64.getEncoder().encodeToString(answer.ciphertextBlob().asByteArray()));
  }

  @Override
  public byte[] unwrap(ClientId clientId, WrappedKey wrapped) {
    byte[] blob = Base64.getDecoder().decode(wrapped.base64());
    return kms.decrypt(
            request ->
                request
                    .keyId(wrapped.masterKey())
                    .ciphertextBlob(SdkBytes.fromByteArray(blob))
                    .encryptionContext(context(clientId)))
        .plaintext()
        .asByteArray();
  }

  private static Map<String, String> context(ClientId clientId) {
    return Map.of(CLIENT, clientId.value());
  }
}
