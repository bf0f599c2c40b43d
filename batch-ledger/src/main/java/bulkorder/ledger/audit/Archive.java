package bulkorder.ledger.audit;

/**
 * An object of the archive.
 *
 * @param events how many it holds
 * @param sha256 of its content, compressed as it is, in hexadecimal digits
 */
public record Archive(String objectKey, int events, String sha256) {}
