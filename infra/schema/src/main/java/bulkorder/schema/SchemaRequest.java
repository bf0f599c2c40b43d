package bulkorder.schema;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the schema function is invoked with.
 *
 * @param clients the clients that shall exist afterwards; one that exists already is left as it is
 */
@RegisterForReflection
public record SchemaRequest(List<NewClient> clients) {

  /**
   * A request whose client list is missing asks for migrations only, as the daily schedule does.
   */
  @JsonCreator
  public SchemaRequest(@JsonProperty("clients") @Nullable List<NewClient> clients) {
    this.clients = clients == null ? List.of() : List.copyOf(clients);
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
