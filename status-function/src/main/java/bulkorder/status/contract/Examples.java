package bulkorder.status.contract;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.jspecify.annotations.Nullable;

/**
 * An example of an operation, from the file {@code examples/OPERATION.json} beside this class: the
 * {@code parameters} and the body of a {@code request}, and its {@code answer}, which may be {@code
 * answerLike} that of another operation but for some {@code changes}.
 */
final class Examples {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Object> parts;

  private Examples(Map<String, Object> parts) {
    this.parts = parts;
  }

  /** The example of an operation, if it has one. */
  static Optional<Examples> of(String operation) {
    String file = "examples/" + operation + ".json";
    try (InputStream example = Examples.class.getResourceAsStream(file)) {
      return example == null
          ? Optional.empty()
          : Optional.of(new Examples(JSON.readValue(example, new TypeReference<>() {})));
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }

  void addTo(Operation operation) {
    if (parts.get("parameters") instanceof Map<?, ?> values) {
      operation.getParameters().stream()
          .filter(parameter -> values.containsKey(parameter.getName()))
          .forEach(parameter -> parameter.setExample(values.get(parameter.getName())));
    }
    if (operation.getRequestBody() != null) {
      add(operation.getRequestBody().getContent(), parts.get("request"));
    }
    operation.getResponses().getAPIResponses().entrySet().stream()
        .filter(response -> response.getKey().startsWith("2"))
        .findFirst()
        .ifPresent(response -> add(response.getValue().getContent(), answer()));
  }

  private @Nullable Object answer() {
    if (parts.get("answerLike") instanceof String other
        && of(other).orElseThrow().answer() instanceof Map<?, ?> answer
        && parts.get("changes") instanceof Map<?, ?> changes) {
      Map<Object, Object> changed = new LinkedHashMap<>(answer);
      changed.putAll(changes);
      return changed;
    }
    return parts.get("answer");
  }

  private static void add(Content content, @Nullable Object example) {
    if (example != null) {
      content.getMediaTypes().values().forEach(type -> type.setExample(example));
    }
  }
}
