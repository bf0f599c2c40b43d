package bulkorder.notify;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A notification service, chosen to send the mails, that a test gives its words. */
public class NotificationServiceChosen implements QuarkusTestResourceLifecycleManager {

  private static @Nullable HttpProvider service;

  @Override
  public Map<String, String> start() {
    try {
      service = HttpProvider.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.of(
        "bulkorder.mail-provider", "SERVICE",
        "bulkorder.notification-service-url", service().uri().toString(),
        "bulkorder.notification-service-timeout", "PT0.7S");
  }

  @Override
  public void stop() {
    service().close();
  }

  static HttpProvider service() {
    return Objects.requireNonNull(service);
  }
}
