package bulkorder.ledger;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/** What an order says of a person: kept sealed, and opened only to be used. */
@RegisterForReflection
public record PersonalFields(String customerName, String customerEmail, @Nullable String note) {

  /** Names no person, so that it may be logged. */
  @Override
  public String toString() {
    return "personal fields";
  }
}
