package bulkorder.local.template;

/** The template asks for something that the local run cannot play; the message names the place. */
public final class TemplateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TemplateException(String message) {
    super(message);
  }
}
