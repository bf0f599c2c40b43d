package bulkorder.importing.audit;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** What CloudWatch Logs invokes a subscriber with. */
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
public record LogSubscriptionEvent(@JsonProperty("awslogs") Packed awslogs) {

  /**
   * The lines.
   *
   * @param data gzip of JSON ({@link LogEvents}), in Base64
   */
  @RegisterForReflection
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Packed(@JsonProperty("data") String data) {}
}
