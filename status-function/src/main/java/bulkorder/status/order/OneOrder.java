package bulkorder.status.order;

import bulkorder.ledger.ClientId;
import bulkorder.ledger.audit.AuditTrail;
import bulkorder.ledger.batch.Client;
import bulkorder.ledger.imports.ImportedRow.Bad;
import bulkorder.ledger.imports.ImportedRow.Good;
import bulkorder.ledger.messaging.ChunkSending;
import bulkorder.ledger.order.SingleOrders;
import bulkorder.ledger.order.SingleOrders.Taken;
import bulkorder.ledger.order.SingleOrders.Taken.Created;
import bulkorder.ledger.order.SingleOrders.Taken.ReferenceTaken;
import bulkorder.ledger.order.SingleOrders.Taken.SameAs;
import bulkorder.ledger.order.TakenMeanwhileException;
import bulkorder.status.ActiveClients;
import bulkorder.status.Caller;
import bulkorder.status.ProblemCode;
import bulkorder.status.Refusal;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes one order: it is committed, then sent on. A call that died in between may be made again,
 * and finds its order; the look for stuck work sends it on.
 */
@ApplicationScoped
class OneOrder {

  private final Caller caller;
  private final OrderJson json;
  private final ActiveClients clients;
  private final SingleOrders orders;
  private final ChunkSending sending;
  private final AuditTrail audit;

  OneOrder(
      Caller caller,
      OrderJson json,
      ActiveClients clients,
      SingleOrders orders,
      ChunkSending sending,
      AuditTrail audit) {
    this.caller = caller;
    this.json = json;
    this.clients = clients;
    this.orders = orders;
    this.sending = sending;
    this.audit = audit;
  }

  /**
   * An order that is in the ledger.
   *
   * @param isNew whether this call put it there
   */
  record Sent(long orderId, boolean isNew) {}

  /**
   * Takes the order of a body.
   *
   * @param body the JSON of a {@link NewOrder}
   */
  Sent take(@Nullable String body) {
    NewOrder wanted = json.read(body, NewOrder.class);
    OrderBounds.check("", wanted);
    Client client = clients.active(caller.clientId());
    SingleRow single = SingleRow.of(wanted, client);
    return switch (single.row()) {
      case Bad bad -> throw new BadOrderException(bad.errors());
      case Good good -> take(client.clientId(), single, good);
    };
  }

  private Sent take(ClientId clientId, SingleRow single, Good good) {
    return switch (taken(clientId, single, good)) {
      case Created created -> {
        sending.sendOpen(created.batchId());
        yield new Sent(created.orderId(), true);
      }
      case SameAs same -> new Sent(same.orderId(), false);
      case ReferenceTaken other ->
          throw Refusal.of(
                  ProblemCode.REFERENCE_TAKEN,
                  Map.of(
                      "reference", good.line().orderReference(),
                      "order", Long.toString(other.orderId())))
              .exception();
    };
  }

  private Taken taken(ClientId clientId, SingleRow single, Good good) {
    try {
      return QuarkusTransaction.requiringNew().call(() -> recorded(clientId, single, good));
    } catch (TakenMeanwhileException _) {
      return QuarkusTransaction.requiringNew().call(() -> recorded(clientId, single, good));
    }
  }

  private Taken recorded(ClientId clientId, SingleRow single, Good good) {
    Taken taken = orders.take(clientId, good, single.complete(good));
    if (taken instanceof Created created) {
      audit.record(
          caller.subject(),
          "ORDER_SENT",
          Long.toString(created.orderId()),
          clientId,
          Map.of("batch", created.batchId().toString()));
    }
    return taken;
  }
}
