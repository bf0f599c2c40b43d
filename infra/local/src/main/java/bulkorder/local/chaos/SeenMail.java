package bulkorder.local.chaos;

import org.jspecify.annotations.Nullable;

/**
 * A mail in the mailbox.
 *
 * @param reference of the order that it tells of; null if it names none
 * @param notificationId of the notification that it is; null if it has no such tag
 */
record SeenMail(String id, @Nullable String reference, @Nullable Long notificationId) {}
