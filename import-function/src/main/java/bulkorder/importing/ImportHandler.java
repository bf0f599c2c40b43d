package bulkorder.importing;

import bulkorder.ledger.operations.Watched;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import jakarta.inject.Named;
import org.jspecify.annotations.Nullable;

/** Imports the files that S3 tells of. What fails is thrown: Lambda brings the event again. */
@Watched
@Named("import")
public class ImportHandler implements RequestHandler<S3Event, @Nullable Void> {

  private final ImportFile importFile;

  ImportHandler(ImportFile importFile) {
    this.importFile = importFile;
  }

  @Override
  public @Nullable Void handleRequest(S3Event event, Context context) {
    ObjectVersions.in(event).forEach(importFile::run);
    return null;
  }
}
