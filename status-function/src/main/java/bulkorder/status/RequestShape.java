package bulkorder.status;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * What the method of a resource takes.
 *
 * @param parameters of the query, by their names
 * @param body whether it takes one
 */
record RequestShape(SortedSet<String> parameters, boolean body) {

  static RequestShape takenBy(Method method) {
    return new RequestShape(
        Arrays.stream(method.getParameters())
            .filter(parameter -> parameter.isAnnotationPresent(RestQuery.class))
            .map(RequestShape::name)
            .collect(Collectors.toCollection(TreeSet::new)),
        Arrays.stream(method.getParameters()).anyMatch(RequestShape::isBody));
  }

  private static String name(Parameter parameter) {
    String name = parameter.getAnnotation(RestQuery.class).value();
    return name.isEmpty() ? parameter.getName() : name;
  }

  private static boolean isBody(Parameter parameter) {
    return !parameter.isAnnotationPresent(RestQuery.class)
        && !parameter.isAnnotationPresent(RestPath.class)
        && !parameter.isAnnotationPresent(RestHeader.class);
  }
}
