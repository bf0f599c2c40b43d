package bulkorder.standins;

import java.util.Map;
import java.util.UUID;

/** An error as AWS KMS answers it: its type for programs, its message for people. */
final class KmsRefusal extends RuntimeException {

  private static final long serialVersionUID = 1;

  private static final int CLIENT_FAULT = 400;
  private static final int SERVER_FAULT = 500;

  private final String type;

  KmsRefusal(String type, String message) {
    super(message, null, false, false);
    this.type = type;
  }

  HttpAnswer answer() {
    return kms(
        type.startsWith("KMSInternal") || type.startsWith("DependencyTimeout")
            ? SERVER_FAULT
            : CLIENT_FAULT,
        Map.of("__type", type, "message", String.valueOf(getMessage())));
  }

  /** An answer in the form of KMS's protocol, which is AWS JSON 1.1. */
  static HttpAnswer kms(int status, Object body) {
    return new HttpAnswer.Full(
        status,
        "application/x-amz-json-1.1",
        Map.of("x-amzn-RequestId", UUID.randomUUID().toString()),
        Json.text(body));
  }
}
