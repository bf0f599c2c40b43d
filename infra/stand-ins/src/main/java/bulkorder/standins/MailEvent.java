package bulkorder.standins;

/**
 * What SES tells of a mail after it took it.
 *
 * @param configurationSet the one that the mail was sent with
 * @param type as an event destination matches it: {@code BOUNCE} or {@code COMPLAINT}
 * @param json the event as SES writes it, which EventBridge carries as {@code detail}
 */
public record MailEvent(String configurationSet, String type, String json) {}
