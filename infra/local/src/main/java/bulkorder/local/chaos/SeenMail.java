package bulkorder.local.chaos;

import org.jspecify.annotations.Nullable;

/**
 * A mail in the mailbox.
 *
 * @param reference of the order that it tells of; null if it names none
 */
record SeenMail(String id, @Nullable String reference) {}
