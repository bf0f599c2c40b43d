package bulkorder.importing;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.ClientId;
import java.util.Optional;

/**
 * The key of a dropped file: {@code incoming/{client}/{name}}, where the name may begin with the id
 * of the batch that awaits it.
 *
 * @param client who it is for, as the key has it
 * @param fileName what comes after the client
 */
record FileKey(String client, String fileName) {

  private static final String PREFIX = "incoming/";

  /** Whether an object is a file that a client dropped. */
  static boolean isIncoming(String key) {
    return key.startsWith(PREFIX) && !key.endsWith("/");
  }

  /**
   * Takes an incoming key apart; a file that lies in nobody's folder is for the client {@code ""}.
   */
  static FileKey of(String key) {
    String path = key.substring(PREFIX.length());
    int slash = path.indexOf('/');
    return slash < 0
        ? new FileKey("", path)
        : new FileKey(path.substring(0, slash), path.substring(slash + 1));
  }

  /** The client id, if it is one. */
  Optional<ClientId> clientId() {
    return ClientId.parse(client);
  }

  /** The batch that may await the file. */
  Optional<BatchId> batchId() {
    int slash = fileName.indexOf('/');
    return slash < 0 ? Optional.empty() : BatchId.parse(fileName.substring(0, slash));
  }
}
