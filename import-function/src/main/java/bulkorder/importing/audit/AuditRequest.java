package bulkorder.importing.audit;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * What the audit function is asked for: by its schedule nothing, which is to seal and to archive.
 *
 * @param operation {@code verify} or {@code block}; null from the schedule
 * @param block of {@code verify}, the number of the block after which it begins; of {@code block},
 *     which one
 */
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
public record AuditRequest(@Nullable String operation, @Nullable Long block) {}
