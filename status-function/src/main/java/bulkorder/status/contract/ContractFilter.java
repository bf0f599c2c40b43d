package bulkorder.status.contract;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.jboss.jandex.IndexView;

/** Makes a contract of what the generator found in the code. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ContractFilter implements OASFilter {

  private final IndexView index;

  /** Over the code that the contract is of. */
  public ContractFilter(IndexView index) {
    this.index = index;
  }

  @Override
  public void filterOpenAPI(OpenAPI contract) {
    SchemaNames.settle(contract);
    OrderSchema.complete(contract);
    RecordSchemas.in(index).complete(contract);
    KnownParameters.complete(contract);
    CommonParts.addTo(contract.getComponents());
    Operations.complete(contract);
    contract.setServers(
        List.of(OASFactory.createServer().url("/").description("The host that serves it")));
  }
}
