package bulkorder.local;

import java.util.Locale;

/** What resources are called here: their logical ids, as far as AWS's rules allow. */
final class ResourceNames {
  private ResourceNames() {}

  /** Buckets have small letters only: {@code OrdersBucket} is {@code orders-bucket}. */
  static String bucket(String id) {
    return id.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  static String functionArn(String id, String region, String accountId) {
    return "arn:aws:lambda:%s:%s:function:%s".formatted(region, accountId, id);
  }
}
