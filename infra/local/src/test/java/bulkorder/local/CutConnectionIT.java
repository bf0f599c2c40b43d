package bulkorder.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bulkorder.local.lambda.Surroundings;
import bulkorder.local.outside.OutsideView;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A provider that takes a request with mails and breaks the connection off: nobody but the function
 * itself, which knows what it does, may send them again. The JDK would, at once.
 */
class CutConnectionIT {
  private static final Duration LONG_ENOUGH = Duration.ofMinutes(2);
  private static final Duration AT_ONCE = Duration.ofSeconds(2);
  private static final Set<String> FUNCTIONS =
      Set.of(
          "SchemaFunction", "ImportFunction", "OrderFunction", "NotifyFunction", "StatusFunction");
  private static final String FILE =
      """
      order_reference,customer_name,customer_email,product_code,quantity,unit_price,payment_method
      CUT-1,Taro,taro@example.com,P-1,1,500,tok_visa
      """;

  private final AtomicInteger requests = new AtomicInteger();

  @Test
  void mails_are_not_sent_again_behind_the_functions_back(@TempDir Path data) throws Exception {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var provider = HttpServer.create(address, 0);
    provider.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    provider.createContext("/", this::takeAndCut);
    provider.start();
    var options =
        LocalOptions.standard(
                Path.of(System.getProperty("bulkorder.root")), data, System.err::println)
            .in(TestedPackaging.get())
            .running(template -> template.withOnly(FUNCTIONS))
            .with(new OtherMailProvider(provider.getAddress().getPort()));
    try (var system = LocalSystem.start(options);
        var outside = new OutsideView(system.addresses())) {
      outside.drop("incoming/demo/cut.csv", FILE.getBytes(UTF_8));

      await().atMost(LONG_ENOUGH).until(() -> requests.get() > 0);
      await().during(AT_ONCE).atMost(LONG_ENOUGH).until(() -> requests.get() == 1);
      assertThat(requests).hasValue(1);
    } finally {
      provider.stop(0);
    }
  }

  private void takeAndCut(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      requests.incrementAndGet();
    }
  }

  /** Has the functions find the provider of mails elsewhere. */
  private record OtherMailProvider(int port) implements Interference {
    @Override
    public Surroundings around(World world) {
      return _ ->
          new Surroundings.Stay() {
            @Override
            public Map<String, String> environment(Map<String, String> environment) {
              var changed = new HashMap<>(environment);
              changed.put("AWS_ENDPOINT_URL_SESV2", "http://127.0.0.1:" + port);
              return changed;
            }
          };
    }
  }
}
