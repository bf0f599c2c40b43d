package bulkorder.local.chaos;

/**
 * A file that is dropped, and what is known of it beforehand.
 *
 * @param rows all of them, without the header
 * @param invalid rows that must be refused
 * @param duplicates rows that repeat an earlier one
 */
record OrderFile(
    String clientId, String key, String content, int rows, int invalid, int duplicates) {}
