package bulkorder.ledger.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * How a client says that its file is to be read. What it does not say is found out.
 *
 * @param encoding the name of the text's charset
 * @param delimiter between the fields of a CSV file
 * @param sheet the name of a workbook's sheet
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FileWishes(
    @Nullable String encoding, @Nullable Character delimiter, @Nullable String sheet) {

  /** Everything is to be found out. */
  public static final FileWishes NONE = new FileWishes(null, null, null);
}
