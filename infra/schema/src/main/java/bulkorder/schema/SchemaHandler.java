package bulkorder.schema;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import jakarta.inject.Named;
import java.sql.SQLException;

/** Brings the ledger's schema up to date, at deployment and once a day. */
@Named("schema")
public class SchemaHandler implements RequestHandler<SchemaRequest, SchemaAnswer> {

  private final LedgerSchema schema;

  SchemaHandler(LedgerSchema schema) {
    this.schema = schema;
  }

  @Override
  public SchemaAnswer handleRequest(SchemaRequest request, Context context) {
    try {
      return schema.bringUpToDate(request);
    } catch (SQLException e) {
      throw new IllegalStateException("the ledger's schema could not be brought up to date", e);
    }
  }
}
