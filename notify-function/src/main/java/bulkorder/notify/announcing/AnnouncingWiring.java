package bulkorder.notify.announcing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.List;

/** What the telling of clients makes of its settings. */
@ApplicationScoped
class AnnouncingWiring {

  @Produces
  @Singleton
  WebhookClient webhookClient(AnnouncingConfig config) {
    return new WebhookClient(
        host -> List.of(InetAddress.getAllByName(host)),
        config.webhooksAnywhere(),
        config.webhookTimeout());
  }
}
