package bulkorder.standins;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The mailbox for a person to read. */
final class MailPage {

  private MailPage() {}

  static String list(
      Map<String, Object> summary, List<Mail> newest, String searched, String language) {
    var rows = new StringBuilder();
    for (Mail mail : newest) {
      rows.append(
          "<tr><td>%s<td>%s<td>%s<td>%s<td><a href=\"/mail/%s\"%s>%s</a>\n"
              .formatted(
                  Html.escaped(mail.sentAt()),
                  Html.escaped(mail.to()),
                  Html.escaped(languageName(mail.language())),
                  Html.escaped(kind(mail)),
                  Html.escaped(mail.id()),
                  languageOf(mail),
                  Html.escaped(mail.subject())));
    }
    return Html.page(
        "Mailbox (stand-in)",
        """
        <p>%s</p>
        <form><label>Recipient <input name="to" type="search" value="%s"></label>
        <label>Language <select name="language">%s</select></label>
        <button>Search</button></form>
        <table>
        <tr><th>Sent<th>To<th>Language<th>Kind<th>Subject
        %s</table>
        """
            .formatted(
                Html.escaped(sentence(summary)), Html.escaped(searched), options(language), rows));
  }

  private static String sentence(Map<String, Object> summary) {
    return "%s mails, by template %s, by language %s"
        .formatted(summary.get("total"), summary.get("templates"), summary.get("languages"));
  }

  private static String options(String chosen) {
    var options = new StringBuilder();
    for (String language : List.of("", "ja", "en")) {
      options.append(
          "<option value=\"%s\"%s>%s</option>"
              .formatted(
                  language,
                  language.equals(chosen) ? " selected" : "",
                  language.isEmpty() ? "all" : languageName(language)));
    }
    return options.toString();
  }

  private static String languageName(String language) {
    return switch (language) {
      case "ja" -> "日本語";
      case "und" -> "";
      default -> Locale.of(language).getDisplayLanguage(Locale.ENGLISH);
    };
  }

  /** The name of its template without the language. */
  private static String kind(Mail mail) {
    String ending = "-" + mail.language();
    return mail.template().endsWith(ending)
        ? mail.template().substring(0, mail.template().length() - ending.length())
        : mail.template();
  }

  private static String languageOf(Mail mail) {
    return mail.language().equals("und") ? "" : " lang=\"" + Html.escaped(mail.language()) + "\"";
  }

  /**
   * The HTML part is what a template made of a stranger's data: it runs no script and opens no
   * form.
   */
  static String one(Mail mail) {
    return Html.page(
        mail.subject(),
        """
        <p><a href="/">All mails</a> · <a href="/?to=%s">all to this recipient</a></p>
        <table>
        <tr><th>From<td>%s
        <tr><th>To<td>%s
        <tr><th>Sent<td>%s
        <tr><th>Kind<td>%s
        <tr><th>Language<td>%s
        </table>
        <h2>HTML</h2>
        <iframe sandbox="" title="HTML part" srcdoc="%s"></iframe>
        <h2>Text</h2>
        <pre%s>%s</pre>
        """
            .formatted(
                Html.escaped(URLEncoder.encode(mail.to(), StandardCharsets.UTF_8)),
                Html.escaped(mail.from()),
                Html.escaped(mail.to()),
                Html.escaped(mail.sentAt()),
                Html.escaped(kind(mail)),
                Html.escaped(languageName(mail.language())),
                Html.escaped(mail.html()),
                languageOf(mail),
                Html.escaped(mail.text())));
  }
}
