package bulkorder.local.events;

import static java.util.stream.Collectors.toMap;

import bulkorder.local.template.EventSource.Requests;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A route of an HTTP API: which requests it takes, and what it calls the parts of their path. */
final class Route {
  private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)(\\+?)}");

  private final String function;
  private final Requests requests;
  private final Pattern path;

  Route(String function, Requests requests) {
    this.function = function;
    this.requests = requests;
    this.path = pattern(requests.path());
  }

  String function() {
    return function;
  }

  Requests requests() {
    return requests;
  }

  /** As in API Gateway's events: {@code ANY /api/{proxy+}}. */
  String key() {
    return requests.method() + " " + requests.path();
  }

  /** The path's parameters by name, if the request is for this route. */
  Optional<Map<String, String>> match(String method, String requestPath) {
    var matcher = path.matcher(requestPath);
    boolean methodFits =
        requests.method().equalsIgnoreCase("ANY") || requests.method().equalsIgnoreCase(method);
    if (!methodFits || !matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        matcher.namedGroups().keySet().stream().collect(toMap(name -> name, matcher::group)));
  }

  private static Pattern pattern(String template) {
    var regex = new StringBuilder();
    int end = 0;
    for (var variable = VARIABLE.matcher(template); variable.find(); end = variable.end()) {
      regex.append(Pattern.quote(template.substring(end, variable.start())));
      boolean greedy = !variable.group(2).isEmpty();
      regex.append("(?<%s>%s)".formatted(variable.group(1), greedy ? ".+" : "[^/]+"));
    }
    return Pattern.compile(regex.append(Pattern.quote(template.substring(end))).toString());
  }
}
