package bulkorder.status;

import bulkorder.ledger.batch.Tenant;
import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.TransactionScoped;

/**
 * Tells each transaction of a request for whom it is, at its beginning: the database shows it the
 * rows of that client alone.
 */
@ApplicationScoped
class TransactionTenant {

  private final CurrentVertxRequest request;
  private final Caller caller;
  private final Tenant tenant;

  TransactionTenant(CurrentVertxRequest request, Caller caller, Tenant tenant) {
    this.request = request;
    this.caller = caller;
    this.tenant = tenant;
  }

  void begun(@Observes @Initialized(TransactionScoped.class) Object transaction) {
    if (Arc.container().requestContext().isActive() && request.getCurrent() != null) {
      tenant.set(caller.client(), caller.isAdministrator());
    }
  }
}
