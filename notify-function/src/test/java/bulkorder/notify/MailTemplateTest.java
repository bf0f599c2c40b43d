package bulkorder.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bulkorder.ledger.NotificationKind;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MailTemplateTest {

  static Stream<Arguments> kindsAndLanguages() {
    return Arrays.stream(NotificationKind.values())
        .flatMap(kind -> Stream.of("ja", "en").map(language -> Arguments.of(kind, language)));
  }

  @ParameterizedTest
  @MethodSource("kindsAndLanguages")
  void every_place_of_every_mail_has_a_value(NotificationKind kind, String language) {
    MailTemplate filled =
        MailTemplate.of(kind, language).filled(GivenMails.mail(kind, language, 1).values());

    assertThat(filled.subject() + filled.text() + filled.html()).doesNotContain("{{", "}}");
  }

  @ParameterizedTest
  @MethodSource("kindsAndLanguages")
  void no_value_stands_in_html_as_it_is(NotificationKind kind, String language) {
    MailTemplate template = MailTemplate.of(kind, language);

    assertThat(places(template.subject() + template.text())).allMatch(p -> p.startsWith("text."));
    assertThat(places(template.html())).allMatch(p -> p.startsWith("html."));
    assertThat(template.filled(GivenMails.mail(kind, language, 1).values()).html())
        .doesNotContain("<b>", "<fileName>")
        .containsAnyOf("&lt;b&gt;", "&lt;fileName&gt;");
  }

  @ParameterizedTest
  @MethodSource("kindsAndLanguages")
  void text_and_html_tell_the_same(NotificationKind kind, String language) {
    MailTemplate template = MailTemplate.of(kind, language);

    assertThat(names(template.text())).isEqualTo(names(template.html())).isNotEmpty();
    assertThat(names(template.text())).containsAll(names(template.subject()));
  }

  @ParameterizedTest
  @MethodSource("kindsAndLanguages")
  void html_names_its_language_and_loads_and_runs_nothing(NotificationKind kind, String language) {
    assertThat(MailTemplate.of(kind, language).html())
        .startsWith("<!DOCTYPE html>\n<html lang=\"" + language + "\">\n")
        .contains("<meta charset=\"utf-8\">")
        .doesNotContainIgnoringCase("<script", "<img", "http:", "https:", "url(", "onclick");
  }

  @Test
  void a_customer_is_told_what_was_ordered() {
    MailTemplate filled =
        MailTemplate.of(NotificationKind.PAYMENT_FAILED, "ja")
            .filled(GivenMails.mail(NotificationKind.PAYMENT_FAILED, "ja", 7).values());

    assertThat(filled.subject()).isEqualTo("ご注文 A-7 のお支払いを完了できませんでした");
    assertThat(filled.text())
        .startsWith("<b>山田 & Söhne</b> 様\n")
        .contains("数量: 1,200\n", "金額: ￥120,000\n", "代金は請求されていません");
    assertThat(filled.html()).contains("<p>&lt;b&gt;山田 &amp; Söhne&lt;/b&gt; 様</p>");
  }

  @Test
  void a_subject_stays_one_line() {
    var values = new TemplateValues().with("name", "a\r\nBcc: b@example.com $1 \\");

    assertThat(new MailTemplate("Order {{text.name}}", "", "").filled(values).subject())
        .isEqualTo("Order a Bcc: b@example.com $1 \\");
  }

  @Test
  void a_place_without_a_value_is_an_error() {
    var template = new MailTemplate("Order {{text.name}}", "", "");

    assertThatThrownBy(() -> template.filled(new TemplateValues()))
        .hasMessage("a mail has no value for {{text.name}}");
  }

  @Test
  void a_language_without_words_is_an_error() {
    assertThatThrownBy(() -> MailTemplate.of(NotificationKind.ORDER_CONFIRMED, "fr"))
        .hasMessage("there is no mail template /mail/order-confirmed/fr/subject.txt");
  }

  private static Set<String> names(String words) {
    return places(words).stream().map(p -> p.split("\\.", -1)[1]).collect(Collectors.toSet());
  }

  private static Set<String> places(String words) {
    return MailTemplate.PLACE
        .matcher(words)
        .results()
        .map(MatchResult::group)
        .map(place -> place.substring(2, place.length() - 2))
        .collect(Collectors.toSet());
  }
}
