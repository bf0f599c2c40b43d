package bulkorder.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Objects;

/** Tells a person how a file was read. */
final class ReadAs {
  private static final Map<String, String> FOUND =
      Map.of(
          "NAMED", "as asked for",
          "BYTE_ORDER_MARK", "found by its byte order mark",
          "CONTENT", "found by its content");

  private ReadAs() {}

  static String of(JsonNode file) {
    String format = file.path("format").asText();
    String text =
        switch (format) {
          case "XLSX" -> "an Excel workbook, sheet " + file.path("sheet").asText();
          case "JSON_LINES" -> "JSON lines in " + encoding(file);
          default -> encoding(file) + ", separated by " + file.path("delimiter").asText();
        };
    return "read as " + text + (file.path("compressed").asBoolean() ? ", from gzip" : "");
  }

  private static String encoding(JsonNode file) {
    String found = file.path("encodingFound").asText();
    return file.path("encoding").asText()
        + ", "
        + Objects.requireNonNullElse(FOUND.get(found), found);
  }
}
