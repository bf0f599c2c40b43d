package bulkorder.standins;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One text of a template, taken apart. */
record MailText(List<Part> parts) {

  sealed interface Part {}

  record Literal(String text) implements Part {}

  record Value(List<String> path) implements Part {}

  /** A value that the template wants and the data does not have. */
  static final class MissingValue extends RuntimeException {
    private static final long serialVersionUID = 1;

    MissingValue(List<String> path) {
      super(
          "Attribute '" + String.join(".", path) + "' is not present in the rendering data.",
          null,
          false,
          false);
    }
  }

  private static final Pattern VALUE =
      Pattern.compile("\\{\\{\\s*([A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)*)\\s*}}");

  MailText {
    parts = List.copyOf(parts);
  }

  /**
   * Takes a text apart.
   *
   * @throws IllegalArgumentException when it holds two opening braces that begin no value
   */
  static MailText of(String text) {
    List<Part> parts = new ArrayList<>();
    Matcher value = VALUE.matcher(text);
    int end = 0;
    while (value.find()) {
      parts.add(literal(text.substring(end, value.start())));
      parts.add(new Value(List.of(value.group(1).split("\\.", -1))));
      end = value.end();
    }
    parts.add(literal(text.substring(end)));
    return new MailText(parts);
  }

  /**
   * Fills in the values.
   *
   * @throws MissingValue when the data lacks one
   */
  String rendered(ObjectNode data) {
    var rendered = new StringBuilder();
    for (Part part : parts) {
      rendered.append(
          switch (part) {
            case Literal(String text) -> text;
            case Value(List<String> path) -> value(data, path);
          });
    }
    return rendered.toString();
  }

  private static String value(JsonNode data, List<String> path) {
    JsonNode value = data;
    for (String name : path) {
      value = value.path(name);
    }
    if (!value.isValueNode() || value.isNull()) {
      throw new MissingValue(path);
    }
    return value.asText();
  }

  private static Literal literal(String text) {
    int open = text.indexOf("{{");
    if (open >= 0) {
      String there = text.substring(open, Math.min(text.length(), open + 20));
      throw new IllegalArgumentException(
          "the template has \"" + there + "\", which is no {{value}}");
    }
    return new Literal(text);
  }
}
