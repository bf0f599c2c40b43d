package bulkorder.status;

import bulkorder.ledger.batch.RowFilter.Reference;
import bulkorder.status.Refusal.Expected;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The two parameters by which rows are looked for by their reference, of which one is given. */
final class ReferenceParameters {

  private static final int CHARS_MAX = 100;
  private static final String PREFIX = "orderReferencePrefix";

  private ReferenceParameters() {}

  static @Nullable Reference read(@Nullable String reference, @Nullable String prefix) {
    String whole = new Parameter("orderReference", reference).text(CHARS_MAX);
    String beginning = new Parameter(PREFIX, prefix).text(CHARS_MAX);
    if (whole != null && beginning != null) {
      throw Refusal.ofParameter(PREFIX, beginning, new Expected("oneReference", Map.of()))
          .exception();
    }
    if (whole != null) {
      return new Reference(whole, true);
    }
    return beginning == null ? null : new Reference(beginning, false);
  }
}
