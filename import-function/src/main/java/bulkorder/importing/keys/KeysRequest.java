package bulkorder.importing.keys;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * What an operator asks of the keys.
 *
 * @param operation {@code status} or {@code rewrap}
 * @param by of {@code rewrap}: who asks for it
 * @param after of {@code rewrap}: the id of the data key with which the step before ended
 */
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
public record KeysRequest(@Nullable String operation, @Nullable String by, @Nullable Long after) {}
