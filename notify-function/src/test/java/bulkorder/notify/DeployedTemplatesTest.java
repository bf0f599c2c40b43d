package bulkorder.notify;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.NotificationKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The templates at SES say what the files say: infra/mail.yaml holds what is made of them. */
class DeployedTemplatesTest {

  private static final Path COMMITTED = Path.of("../infra/mail.yaml");
  private static final Path RIGHT = Path.of("target/mail.yaml");
  private static final String BEGIN = "  # BEGIN mail templates\n";
  private static final String END = "  # END mail templates\n";

  @Test
  void what_is_deployed_is_what_the_files_say() throws IOException {
    String committed = Files.readString(COMMITTED);
    String right =
        committed.substring(0, committed.indexOf(BEGIN) + BEGIN.length())
            + "  # SES does not escape HTML: the notify function gives every value twice, text.* and html.*\n"
            + templates()
            + committed.substring(committed.indexOf(END));
    Files.writeString(RIGHT, right);

    assertThat(committed)
        .as("copy notify-function/%s to infra/mail.yaml: it holds what the files say", RIGHT)
        .isEqualTo(right);
  }

  private static String templates() {
    return Arrays.stream(NotificationKind.values())
        .flatMap(kind -> List.of("ja", "en").stream().map(language -> template(kind, language)))
        .collect(Collectors.joining());
  }

  private static String template(NotificationKind kind, String language) {
    MailTemplate template = MailTemplate.of(kind, language);
    String name = kind.title() + "-" + language;
    assertThat(template.subject()).doesNotContain("\"", "\\");
    return """
      %s:
        Type: AWS::SES::Template
        Properties:
          Template:
            TemplateName: !Sub ${Prefix}-%s
            SubjectPart: "%s"
            TextPart: |
    %s        HtmlPart: |
    %s"""
        .formatted(
            resource(name),
            name,
            template.subject(),
            block(template.text()),
            block(template.html()));
  }

  /** As a block of YAML, which takes text as it is, where it begins with none of these. */
  private static String block(String text) {
    assertThat(text).doesNotStartWith(" ").doesNotContain("\t", "\r").endsWith("\n");
    assertThat(text).doesNotEndWith("\n\n");
    return text.lines()
        .map(line -> line.isEmpty() ? "\n" : "          " + line + "\n")
        .collect(Collectors.joining());
  }

  private static String resource(String name) {
    return Arrays.stream(name.split("-", -1))
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining());
  }
}
