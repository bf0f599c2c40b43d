package bulkorder.payment;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.CardNumbers;
import bulkorder.ledger.batch.ChunkState;
import bulkorder.ledger.payment.Charging;
import bulkorder.ledger.payment.PersonsFinding;
import bulkorder.ledger.payment.PersonsFinding.WasCaptured;
import bulkorder.ledger.payment.PersonsFinding.WasNotCharged;
import bulkorder.ledger.payment.RecordedOutcome.BeingAsked;
import bulkorder.ledger.payment.RecordedOutcome.Known;
import bulkorder.ledger.payment.RecordedOutcome.NoPayment;
import bulkorder.ledger.payment.RecordedOutcome.NotUnknown;
import bulkorder.ledger.payment.RecordedOutcome.Recorded;
import bulkorder.ledger.payment.RecordedOutcomes;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What operators can ask of the payments. Each change names who made it. */
@ApplicationScoped
public class Operations {

  private static final Pattern PAYMENT_ID = Pattern.compile("[1-9][0-9]{0,17}");

  private final Charging charging;
  private final RecordedOutcomes recordedOutcomes;
  private final ReconcileBatch reconcileBatch;
  private final PaymentsEnded paymentsEnded;
  private final ObjectMapper json;

  Operations(
      Charging charging,
      RecordedOutcomes recordedOutcomes,
      ReconcileBatch reconcileBatch,
      PaymentsEnded paymentsEnded,
      ObjectMapper json) {
    this.charging = charging;
    this.recordedOutcomes = recordedOutcomes;
    this.reconcileBatch = reconcileBatch;
    this.paymentsEnded = paymentsEnded;
    this.json = json;
  }

  /** Does what is asked for; a request that cannot be done is answered with {@code refused}. */
  public ObjectNode answer(OperationRequest request) {
    try {
      return done(request);
    } catch (OperationRefused refused) {
      return json.createObjectNode().put("refused", refused.getMessage());
    }
  }

  private ObjectNode done(OperationRequest request) throws OperationRefused {
    String operation = request.operation() == null ? "" : request.operation();
    return switch (operation) {
      case "status" -> state(json.createObjectNode());
      case "stop" -> state(json.createObjectNode().put("changed", charging.stop(by(request))));
      case "start" -> state(json.createObjectNode().put("changed", charging.start(by(request))));
      case "reconcile" -> reconcile(request);
      case "outcome" -> outcome(request);
      default ->
          throw new OperationRefused(
              "The operation must be status, stop, start, reconcile or outcome.");
    };
  }

  private ObjectNode state(ObjectNode answer) {
    return answer.set("charging", json.valueToTree(charging.state()));
  }

  private ObjectNode reconcile(OperationRequest request) throws OperationRefused {
    BatchId batchId =
        BatchId.parse(text(request.batchId()))
            .orElseThrow(() -> new OperationRefused("The id of a batch is a UUID."));
    return reconcileBatch
        .reconcile(batchId)
        .<ObjectNode>map(json::valueToTree)
        .orElseThrow(
            () ->
                new OperationRefused(
                    "There is no batch %s with rows of its own. A corrected file's rows are in the batch that it corrects."
                        .formatted(batchId)));
  }

  private ObjectNode outcome(OperationRequest request) throws OperationRefused {
    String id = text(request.paymentId());
    if (!PAYMENT_ID.matcher(id).matches()) {
      throw new OperationRefused("The id of a payment is a whole number.");
    }
    return switch (recordedOutcomes.record(Long.parseLong(id), finding(request), by(request))) {
      case Recorded(BatchId batchId, int rows, List<ChunkState> chunks) -> {
        paymentsEnded.follow(chunks);
        yield json.createObjectNode().put("batchId", batchId.toString()).put("rows", rows);
      }
      case Known(String status) ->
          throw new OperationRefused(
              "The outcome of payment %s is known already: %s. Nothing was changed."
                  .formatted(id, status));
      case NotUnknown(String status) ->
          throw new OperationRefused(
              "Payment %s is %s: it is still to be charged, or being charged. Nothing was changed."
                  .formatted(id, status));
      case BeingAsked _ ->
          throw new OperationRefused(
              "The provider is being asked for payment %s at this moment. Nothing was changed; try again in a minute."
                  .formatted(id));
      case NoPayment _ -> throw new OperationRefused("There is no payment %s.".formatted(id));
    };
  }

  private static PersonsFinding finding(OperationRequest request) throws OperationRefused {
    return switch (text(request.outcome())) {
      case "captured" -> captured(text(request.reference()));
      case "not-charged" -> new WasNotCharged();
      default -> throw new OperationRefused("The outcome must be captured or not-charged.");
    };
  }

  private static PersonsFinding captured(String reference) throws OperationRefused {
    try {
      return new WasCaptured(reference);
    } catch (IllegalArgumentException wrong) {
      throw new OperationRefused(
          "A captured payment needs the provider's id of it (--reference), 1 to 200 characters.");
    }
  }

  private static String by(OperationRequest request) throws OperationRefused {
    String by = text(request.by()).strip();
    if (by.isEmpty()
        || by.length() > Charging.NAME_CHARS_MAX
        || by.codePoints().anyMatch(Character::isISOControl)
        || CardNumbers.in(by)) {
      throw new OperationRefused(
          "A change needs the name of who makes it (--by), 1 to %d characters."
              .formatted(Charging.NAME_CHARS_MAX));
    }
    return by;
  }

  private static String text(@Nullable String given) {
    return given == null ? "" : given;
  }
}
