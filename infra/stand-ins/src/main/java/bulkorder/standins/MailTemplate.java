package bulkorder.standins;

/**
 * A mail with places to fill in: {@code {{a.b}}} stands for the value of {@code b} in {@code a}.
 * Values are put in as they are, also into HTML.
 *
 * @param name by which it is sent, or empty when it came with a request
 */
public record MailTemplate(String name, String subject, String text, String html) {}
