package bulkorder.schema;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the schema function is invoked with.
 *
 * @param clients the clients that shall exist afterwards; one that exists already is left as it is
 * @param migration what CloudFormation asks for, if it is that which asks
 */
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
public record SchemaRequest(List<NewClient> clients, Optional<MigrationRequest> migration) {

  /** As it comes: the daily schedule says nothing, CloudFormation what it wants. */
  @JsonCreator
  static SchemaRequest of(
      @JsonProperty("clients") @Nullable List<NewClient> clients,
      @JsonProperty("RequestType") @Nullable String requestType,
      @JsonProperty("ResponseURL") @Nullable URI responseUrl,
      @JsonProperty("StackId") @Nullable String stackId,
      @JsonProperty("RequestId") @Nullable String requestId,
      @JsonProperty("LogicalResourceId") @Nullable String logicalResourceId) {
    return new SchemaRequest(
        clients == null ? List.of() : List.copyOf(clients),
        Optional.ofNullable(requestType)
            .map(
                type ->
                    new MigrationRequest(
                        MigrationRequest.Type.valueOf(type.toUpperCase(Locale.ROOT)),
                        Objects.requireNonNull(responseUrl),
                        Objects.requireNonNull(stackId),
                        Objects.requireNonNull(requestId),
                        Objects.requireNonNull(logicalResourceId))));
  }

  /**
   * A client to create, with the ledger's default limits.
   *
   * @param clientId lower-case letters, digits and dashes, at most 63
   * @param name the company's name, at most 200 characters
   * @param language of its mails where no row names one: {@code ja} (the default) or {@code en}
   * @param requestsPerSecond how often it may call the API: 50 where nothing is said, at most
   *     10,000
   */
  @RegisterForReflection
  public record NewClient(
      @JsonProperty("clientId") String clientId,
      @JsonProperty("name") String name,
      @JsonProperty("language") @Nullable String language,
      @JsonProperty("requestsPerSecond") @Nullable Integer requestsPerSecond) {}
}
