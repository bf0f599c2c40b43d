package bulkorder.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bulkorder.local.outside.OutsideView;
import bulkorder.local.template.Template;
import bulkorder.standins.PaymentServer;
import bulkorder.standins.StripeServer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged functions with the providers that are not the default: Stripe takes the money, the
 * existing notification service the mails.
 */
class OtherProvidersIT {
  private static final Duration LONG_ENOUGH = Duration.ofMinutes(4);
  private static final String SECRET_KEY = "sk_test_1";
  private static final Set<String> CALLERS_OF_STRIPE =
      Set.of("PaymentFunction", "PaymentOperationsFunction");
  private static final String HEADER =
      "order_reference,customer_name,customer_email,product_code,quantity,unit_price,payment_method,language\n";
  private static final ObjectMapper JSON = new ObjectMapper();

  private static StripeServer stripe;
  private static LocalSystem system;
  private static OutsideView outside;

  @BeforeAll
  static void start(@TempDir Path data) throws Exception {
    stripe = StripeServer.start(data.resolve("intents.jsonl"), PaymentServer.Behaviour.NONE);
    system =
        LocalSystem.start(
            LocalOptions.standard(
                    Path.of(System.getProperty("bulkorder.root")), data, System.err::println)
                .in(TestedPackaging.get())
                .running(OtherProvidersIT::withOtherProviders));
    outside = new OutsideView(system.addresses());
  }

  private static Template withOtherProviders(Template template) {
    var variant =
        template
            .withParameter("PaymentProvider", "STRIPE")
            .withParameter("MailProvider", "SERVICE");
    for (String function : CALLERS_OF_STRIPE) {
      variant =
          variant
              .withVariable(function, "BULKORDER_STRIPE_URL", stripe.endpoint().toString())
              .withVariable(function, "BULKORDER_STRIPE_SECRET_KEY", SECRET_KEY);
    }
    return variant;
  }

  @AfterAll
  static void stop() {
    outside.close();
    system.close();
    stripe.close();
  }

  @Test
  void stripe_takes_the_money_and_the_notification_service_the_mails() throws Exception {
    String file =
        HEADER
            + "S-1,髙橋 美咲,misaki@example.com,P-1,2,1500,pm_card_visa,ja\n"
            + "S-2,Tomás Ø,tomas@example.com,P-1,1,500,pm_card_visa,en\n"
            + "S-3,Tomás Ø,declined@example.com,P-1,1,700,pm_card_visa_chargeDeclined,en\n";

    outside.drop("incoming/demo/stripe.csv", file.getBytes(UTF_8));

    JsonNode batch =
        await()
            .atMost(LONG_ENOUGH)
            .until(
                () -> outside.batchesOf("incoming/demo/stripe.csv"),
                batches ->
                    !batches.isEmpty()
                        && batches.getFirst().path("status").asText().startsWith("COMPLETED"))
            .getFirst();
    assertThat(batch.at("/counts/PAID").asInt()).isEqualTo(2);
    assertThat(batch.at("/counts/PAYMENT_FAILED").asInt()).isEqualTo(1);
    assertThat(succeeded()).containsExactlyInAnyOrder(3000L, 500L);
    assertThat(outside.subjectsTo("misaki@example.com")).containsExactly("ご注文 S-1 を承りました");
    assertThat(outside.subjectsTo("tomas@example.com"))
        .containsExactly("We have received your order S-2");
    assertThat(outside.subjectsTo("declined@example.com"))
        .contains("The payment for your order S-3 was declined");
    assertThat(PaymentsCommandRun.on(system, "reconcile", batch.path("batchId").asText()))
        .contains("All agree.");
  }

  /** The amounts that Stripe says it has taken, in yen. */
  private static List<Long> succeeded() throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(stripe.endpoint() + "/v1/payment_intents?limit=100"))
            .header("Authorization", "Bearer " + SECRET_KEY)
            .header("Stripe-Version", "2024-06-20")
            .build();
    try (var http = HttpClient.newHttpClient()) {
      return JSON.readTree(http.send(request, BodyHandlers.ofString()).body())
          .path("data")
          .valueStream()
          .filter(intent -> intent.path("status").asText().equals("succeeded"))
          .map(intent -> intent.path("amount_received").asLong())
          .toList();
    }
  }
}
