package bulkorder.schema;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What one invocation of the schema function changed.
 *
 * @param schemaVersion the version of the ledger now
 * @param migrationsApplied how many migrations ran
 * @param partitionsAdded how many partitions of the months ahead were made
 * @param clientsCreated how many of the requested clients did not exist
 * @param auditMonthsDropped how many months of audit events were dropped, all of them archived
 */
@RegisterForReflection
public record SchemaAnswer(
    String schemaVersion,
    int migrationsApplied,
    int partitionsAdded,
    int clientsCreated,
    int auditMonthsDropped) {}
