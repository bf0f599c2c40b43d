package bulkorder.standins;

import java.util.List;
import java.util.Map;

/** The mailbox for a person to read. */
final class MailPage {

  private MailPage() {}

  static String list(Map<String, Object> summary, List<Mail> newest, String searched) {
    var rows = new StringBuilder();
    for (Mail mail : newest) {
      rows.append(
          "<tr><td>%s<td>%s<td><a href=\"/mail/%s\">%s</a><td>%s\n"
              .formatted(
                  Html.escaped(mail.sentAt()),
                  Html.escaped(mail.to()),
                  Html.escaped(mail.id()),
                  Html.escaped(mail.subject()),
                  Html.escaped(mail.template())));
    }
    return Html.page(
        "Mailbox (stand-in)",
        """
        <p>%s</p>
        <form><label>Recipient <input name="to" type="search" value="%s"></label> <button>Search</button></form>
        <table>
        <tr><th>Sent<th>To<th>Subject<th>Template
        %s</table>
        """
            .formatted(Html.escaped(sentence(summary)), Html.escaped(searched), rows));
  }

  private static String sentence(Map<String, Object> summary) {
    return "%s mails, by template %s, by language %s"
        .formatted(summary.get("total"), summary.get("templates"), summary.get("languages"));
  }

  /**
   * The HTML part is what a template made of a stranger's data: it runs no script and opens no
   * form.
   */
  static String one(Mail mail) {
    return Html.page(
        mail.subject(),
        """
        <p>From %s to %s, %s · <a href="/">all mails</a></p>
        <h2>Text</h2>
        <pre>%s</pre>
        <h2>HTML</h2>
        <iframe sandbox="" title="HTML part" srcdoc="%s"></iframe>
        """
            .formatted(
                Html.escaped(mail.from()),
                Html.escaped(mail.to()),
                Html.escaped(mail.sentAt()),
                Html.escaped(mail.text()),
                Html.escaped(mail.html())));
  }
}
