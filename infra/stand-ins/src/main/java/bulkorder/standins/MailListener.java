package bulkorder.standins;

/** Hears of what became of mails. */
@FunctionalInterface
public interface MailListener {
  /** Nobody. */
  MailListener NONE = _ -> {};

  /** Called on a thread of the mail service, a moment after the mail was taken. */
  void mailHappened(MailEvent event);
}
