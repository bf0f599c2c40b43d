package bulkorder.schema;

import io.smallrye.config.ConfigMapping;

/** What the schema function must be told. */
@ConfigMapping(prefix = "bulkorder")
public interface SchemaConfig {

  /** With what the status function signs in to the ledger, in its own role. */
  String statusDatabasePassword();
}
