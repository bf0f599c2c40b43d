package bulkorder.local.chaos;

import bulkorder.local.Addresses;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads what provider and mailbox have, over HTTP. */
final class OutsideWorld implements AutoCloseable {
  private static final Duration ANSWER_MAX = Duration.ofSeconds(30);
  private static final int MAILS_A_PAGE = 500;
  private static final int CHARGES_A_PAGE = 2_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Addresses at;
  private final HttpClient http = HttpClient.newHttpClient();

  OutsideWorld(Addresses at) {
    this.at = at;
  }

  /** All charges that were captured or declined. */
  List<Charge> charges() throws IOException, InterruptedException {
    List<Charge> charges = new ArrayList<>();
    for (var page = chargesAfter(""); !page.isEmpty(); page = chargesAfter(last(charges))) {
      charges.addAll(page);
    }
    return charges;
  }

  private static String last(List<Charge> charges) {
    return charges.getLast().providerId();
  }

  private List<Charge> chargesAfter(String id) throws IOException, InterruptedException {
    String query = "/ledger?limit=%d&after=%s".formatted(CHARGES_A_PAGE, id);
    List<Charge> charges = new ArrayList<>();
    for (var item : get(at.payments().resolve(query)).path("payments")) {
      List<Long> orderIds = new ArrayList<>();
      item.path("order_ids").forEach(orderId -> orderIds.add(orderId.asLong()));
      if (orderIds.isEmpty()) {
        orderIds.add(item.path("order_id").asLong());
      }
      charges.add(
          new Charge(
              item.path("payment_id").asText(),
              item.path("idempotency_key").asText(),
              orderIds,
              item.path("amount").decimalValue(),
              item.path("currency").asText(),
              item.path("status").asText()));
    }
    return charges;
  }

  /** All mails that were sent. */
  List<SeenMail> mails() throws IOException, InterruptedException {
    List<SeenMail> mails = new ArrayList<>();
    for (var page = mailsAfter(""); !page.isEmpty(); page = mailsAfter(mails.getLast().id())) {
      mails.addAll(page);
    }
    return mails;
  }

  private List<SeenMail> mailsAfter(String id) throws IOException, InterruptedException {
    String query = "/mailbox.json?limit=%d&after=%s".formatted(MAILS_A_PAGE, id);
    List<SeenMail> mails = new ArrayList<>();
    for (var item : get(at.mailbox().resolve(query)).path("messages")) {
      var reference = OrderFiles.REFERENCE.matcher(item.path("subject").asText());
      var notification = item.path("tags").path("notification");
      mails.add(
          new SeenMail(
              item.path("id").asText(),
              reference.find() ? reference.group() : null,
              notification.isMissingNode() ? null : notification.asLong()));
    }
    return mails;
  }

  private JsonNode get(URI uri) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(uri).timeout(ANSWER_MAX).build();
    var answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("%s was answered with %d".formatted(uri, answer.statusCode()));
    }
    return JSON.readTree(answer.body());
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
