package bulkorder.ledger.batch;

import bulkorder.ledger.ClientId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** The corporate clients. */
@ApplicationScoped
public class Clients implements PanacheRepositoryBase<Client, String> {

  /** The client with this id, if there is one. */
  @Transactional
  public Optional<Client> find(ClientId clientId) {
    return findByIdOptional(clientId.value());
  }
}
