package bulkorder.importing.audit;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A line of the gateway's access log, in the format that template.yaml gives it. It holds no
 * address and no path: both say who it was.
 *
 * @param requestId the gateway's id of the request
 * @param status of the answer
 * @param integrationStatus what the function answered; {@code -} where it was not called
 * @param error the kind of an answer that the gateway made itself: {@code UNAUTHORIZED}
 * @param routeKey method and template of the path
 */
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
public record AccessLogLine(
    @Nullable String requestId,
    @Nullable String status,
    @Nullable String integrationStatus,
    @Nullable String error,
    @Nullable String routeKey) {

  private static final Set<String> REFUSED = Set.of("401", "403");
  private static final String MISSING = "-";

  /** Whether the gateway refused the request without calling the function. */
  boolean refusedByGateway() {
    return requestId != null
        && status != null
        && REFUSED.contains(status)
        && (integrationStatus == null || integrationStatus.equals(MISSING));
  }
}
