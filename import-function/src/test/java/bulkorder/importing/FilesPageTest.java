package bulkorder.importing;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.RejectionCode;
import bulkorder.ledger.RowErrorCode;
import bulkorder.ledger.row.AmbiguousName;
import bulkorder.ledger.row.OrderColumn;
import bulkorder.ledger.row.ReportColumn;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page that clients read says what the code does. */
class FilesPageTest {

  private final List<String> lines;

  FilesPageTest() throws IOException {
    lines = Files.readAllLines(Path.of("FILES.md"));
  }

  @ParameterizedTest
  @EnumSource
  void a_column_has_a_line_with_all_its_names(OrderColumn column) {
    assertThat(line("| `" + column.title() + "` |"))
        .endsWith("| " + String.join(", ", column.aliases()) + " |");
  }

  @Test
  void ambiguous_names_have_a_line_with_what_they_may_mean() {
    for (AmbiguousName ambiguous : AmbiguousName.ALL) {
      String line = line("| " + String.join(", ", ambiguous.names()) + " |");
      assertThat(line)
          .contains(ambiguous.candidates().stream().map(c -> "`" + c.title() + "`").toList());
    }
  }

  @ParameterizedTest
  @EnumSource
  void the_columns_of_reports_are_named(ReportColumn column) {
    assertThat(lines).anyMatch(line -> line.contains("`" + column.title() + "`"));
  }

  @ParameterizedTest
  @EnumSource
  void an_error_of_a_row_has_a_line_with_its_frictionless_type(RowErrorCode code) {
    assertThat(line("| `" + code + "` |")).endsWith("| " + quoted(code.frictionless()) + " |");
  }

  @ParameterizedTest
  @EnumSource
  void a_reason_to_refuse_a_file_is_named_with_its_frictionless_type(RejectionCode code) {
    String type = code.frictionless().map(t -> " → " + quoted(Optional.of(t))).orElse("");
    assertThat(lines).anyMatch(line -> line.matches(".*[ ,]`" + code + "`" + type + "[ ,].*"));
  }

  @Test
  void each_limit_is_named_with_its_default() {
    for (Method limit : ImportConfig.FileBounds.class.getDeclaredMethods()) {
      String setting = limit.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
      assertThat(lines)
          .anyMatch(
              line ->
                  line.endsWith("| `" + setting + "` |")
                      && line.contains("| " + limit.getAnnotation(WithDefault.class).value()));
    }
  }

  private String line(String start) {
    return lines.stream()
        .filter(line -> line.startsWith(start))
        .findFirst()
        .orElseThrow(() -> new AssertionError("FILES.md has no line " + start));
  }

  private static String quoted(Optional<String> type) {
    return type.map(t -> "`" + t + "`").orElse("");
  }
}
