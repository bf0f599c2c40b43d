package bulkorder.importing;

import bulkorder.ledger.messaging.DeadLetters;
import bulkorder.ledger.messaging.MessageLoop;
import bulkorder.ledger.operations.Watched;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import jakarta.inject.Named;

/** Keeps what is left of failed imports, and ends their batches. */
@Watched
@Named("import-dead-letter")
public class ImportDeadLetterHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

  private static final String QUEUE = "import-dead-letter";

  private final MessageLoop loop;
  private final DeadLetters deadLetters;
  private final FailedImports failedImports;
  private final GiveUpImport giveUpImport;

  ImportDeadLetterHandler(
      MessageLoop loop,
      DeadLetters deadLetters,
      FailedImports failedImports,
      GiveUpImport giveUpImport) {
    this.loop = loop;
    this.deadLetters = deadLetters;
    this.failedImports = failedImports;
    this.giveUpImport = giveUpImport;
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    return loop.each(event, this::end);
  }

  private void end(SQSMessage message) {
    deadLetters.keep(
        QUEUE, message.getMessageId(), failedImports.withoutCardNumbers(message.getBody()));
    failedImports.in(message.getMessageId(), message.getBody()).forEach(giveUpImport::run);
  }
}
