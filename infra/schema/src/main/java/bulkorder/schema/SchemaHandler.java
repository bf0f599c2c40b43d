package bulkorder.schema;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import jakarta.inject.Named;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Migrates the ledger when a deployment asks for it, and never else; keeps it ready once a day, and
 * makes clients where an administrator invokes it with them.
 *
 * <p>Answers with a {@link MigrationAnswer} or a {@link SchemaAnswer}: Lambda writes an answer by
 * the type that is declared, and they have nothing in common.
 */
@Named("schema")
public class SchemaHandler implements RequestHandler<SchemaRequest, Object> {

  private final LedgerSchema schema;
  private final MigrationStep migrations;

  SchemaHandler(LedgerSchema schema, MigrationStep migrations) {
    this.schema = schema;
    this.migrations = migrations;
  }

  @Override
  public Object handleRequest(SchemaRequest request, Context context) {
    if (request.migration().isPresent()) {
      return migrations.take(
          request.migration().get(), Duration.ofMillis(context.getRemainingTimeInMillis()));
    }
    try {
      return schema.keepReady(request.clients());
    } catch (SQLException e) {
      throw new IllegalStateException("the ledger could not be kept ready", e);
    }
  }
}
