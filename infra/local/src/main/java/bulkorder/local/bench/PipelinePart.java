package bulkorder.local.bench;

import java.io.IOException;
import java.sql.SQLException;

/** What can be measured of the pipeline by itself. */
interface PipelinePart {

  /** Measures on a system that is warm; what takes longer than a second is told. */
  void measure(PipelineSystem system, Findings findings)
      throws IOException, SQLException, InterruptedException;
}
