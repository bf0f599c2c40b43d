package bulkorder.local.template;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes the text of a {@code !Sub} apart: {@code ${Name}}, {@code ${Resource.Attribute}}, {@code
 * ${!literal}}.
 */
final class SubText {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");

  private SubText() {}

  static Expression parse(String text) {
    List<Expression> parts = new ArrayList<>();
    int end = 0;
    for (var matcher = VARIABLE.matcher(text); matcher.find(); end = matcher.end()) {
      literal(text.substring(end, matcher.start()), parts);
      parts.add(variable(matcher.group(1)));
    }
    literal(text.substring(end), parts);
    return new Expression.Joined(parts);
  }

  private static void literal(String text, List<Expression> parts) {
    if (!text.isEmpty()) {
      parts.add(new Expression.Literal(text));
    }
  }

  private static Expression variable(String name) {
    return name.startsWith("!")
        ? new Expression.Literal("${" + name.substring(1) + "}")
        : reference(name);
  }

  private static Expression reference(String name) {
    int dot = name.indexOf('.');
    return dot < 0
        ? new Expression.Ref(name)
        : new Expression.Attribute(name.substring(0, dot), name.substring(dot + 1));
  }
}
