package bulkorder.standins;

/** The one pair of keys that a stand-in accepts. */
public record AwsCredentials(String accessKeyId, String secretAccessKey) {

  public AwsCredentials {
    if (accessKeyId.isBlank() || secretAccessKey.isBlank()) {
      throw new IllegalArgumentException("an access key has an id and a secret");
    }
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "AwsCredentials[" + accessKeyId + "]";
  }
}
