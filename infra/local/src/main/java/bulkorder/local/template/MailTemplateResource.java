package bulkorder.local.template;

/** An {@code AWS::SES::Template}; its logical id is its name here. */
public record MailTemplateResource(String id, String subject, String text, String html) {}
