package bulkorder.status.client;

import bulkorder.ledger.ClientId;
import bulkorder.ledger.client.ClientTerms;
import bulkorder.status.Refusal.Expected;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a client that is new: its {@code clientId} and {@code name}, and else what a {@link
 * ClientWish} has. What it does not name is as for everyone.
 */
@Schema(
    allOf = ClientWish.class,
    requiredProperties = {NewClientWish.CLIENT_ID, "name"},
    properties =
        @SchemaProperty(
            name = NewClientWish.CLIENT_ID,
            type = SchemaType.STRING,
            pattern = ClientId.PATTERN))
final class NewClientWish {

  static final String CLIENT_ID = "clientId";

  @Schema(hidden = true)
  private final ClientWish wish;

  private NewClientWish(ClientWish wish) {
    this.wish = wish;
  }

  static NewClientWish of(@Nullable JsonNode wish) {
    return new NewClientWish(ClientWish.ofNew(wish, CLIENT_ID));
  }

  ClientId checkedClientId() {
    JsonNode given = wish.present(CLIENT_ID);
    return Optional.of(given)
        .filter(JsonNode::isTextual)
        .flatMap(text -> ClientId.parse(text.textValue()))
        .filter(clientId -> !clientId.equals(ClientId.ADMINISTRATION))
        .orElseThrow(() -> ClientWish.refused(CLIENT_ID, given, new Expected(CLIENT_ID, Map.of())));
  }

  String checkedName() {
    return ClientWish.name(wish.present("name"));
  }

  /** The terms that are wished for. */
  ClientTerms checked(ClientTerms before) {
    return wish.checked(before);
  }
}
