package bulkorder.local.template;

/** An {@code AWS::SES::Template}. */
public record MailTemplateResource(Expression name, String subject, String text, String html) {}
