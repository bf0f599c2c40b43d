package bulkorder.payment;

import bulkorder.ledger.batch.Chunk;
import bulkorder.ledger.batch.ChunkState;
import bulkorder.ledger.messaging.ChunkQueue;
import bulkorder.ledger.messaging.RunEnd;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What follows once payments have ended: mails that tell of it, and maybe the end of the batch. */
@ApplicationScoped
class PaymentsEnded {

  private final ChunkQueue notifications;
  private final RunEnd runEnd;

  PaymentsEnded(SqsClient sqs, PaymentConfig config, ObjectMapper json, RunEnd runEnd) {
    this.notifications = new ChunkQueue(sqs, config.notificationsQueueUrl(), json);
    this.runEnd = runEnd;
  }

  /**
   * To be called after the commit that ended payments of chunks of one batch. If it breaks off, the
   * look for stuck work does what is left.
   */
  void follow(List<ChunkState> moved) {
    List<Chunk> toTell =
        moved.stream().filter(ChunkState::callsForMails).map(ChunkState::chunk).toList();
    if (!toTell.isEmpty()) {
      notifications.send(toTell);
    }
    runEnd.endWhenDone(moved);
  }
}
