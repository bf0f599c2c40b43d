package bulkorder.status;

import bulkorder.status.Refusal.Expected;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Asks for another secret of a webhook.
 *
 * @param overlapHours how long webhooks are signed with the former one, too, as a whole number; a
 *     day if it is not said, and 0 where somebody else knows it
 */
@RegisterForReflection
public record SecretWish(
    @Schema(implementation = Integer.class, minimum = "0", maximum = "168", defaultValue = "24")
        @Nullable JsonNode overlapHours) {

  static final Duration OVERLAP = Duration.ofHours(24);
  static final int OVERLAP_HOURS_MAX = 7 * 24;

  Duration checkedOverlap() {
    if (overlapHours == null) {
      return OVERLAP;
    }
    if (!overlapHours.isInt()
        || overlapHours.intValue() < 0
        || overlapHours.intValue() > OVERLAP_HOURS_MAX) {
      throw Refusal.ofField("overlapHours", overlapHours.asText(), expected()).exception();
    }
    return Duration.ofHours(overlapHours.intValue());
  }

  private static Expected expected() {
    return new Expected("number", Map.of("min", "0", "max", Integer.toString(OVERLAP_HOURS_MAX)));
  }
}
