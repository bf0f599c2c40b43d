package bulkorder.schema;

/** What an invocation of the schema function came to. */
public sealed interface SchemaResult permits MigrationAnswer, SchemaAnswer {}
