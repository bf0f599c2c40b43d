package bulkorder.notify.announcing;

import bulkorder.ledger.announcement.AnnouncementCode;
import bulkorder.ledger.announcement.WebhookUrl;
import bulkorder.notify.announcing.WebhookAnswer.Never;
import bulkorder.notify.announcing.WebhookAnswer.NotTaken;
import bulkorder.notify.announcing.WebhookAnswer.Taken;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;
import org.jboss.logging.Logger;

/**
 * Calls clients' systems, which may be anybody's: it follows no redirection, reads nothing of an
 * answer but its status, and has done within its timeout, come what may.
 */
final class WebhookClient {

  private static final Logger LOG = Logger.getLogger(WebhookClient.class);

  private static final int GONE = 410;
  private static final int HEADER_LINES_MAX = 100;
  private static final int HEADER_LINE_CHARS_MAX = 8192;

  private final HostAddresses hostAddresses;
  private final boolean anywhere;
  private final Duration timeout;

  WebhookClient(HostAddresses hostAddresses, boolean anywhere, Duration timeout) {
    this.hostAddresses = hostAddresses;
    this.anywhere = anywhere;
    this.timeout = timeout;
  }

  /**
   * Posts JSON.
   *
   * @param url as the client gave it
   */
  WebhookAnswer post(String url, Map<String, String> headers, String body) {
    return WebhookUrl.parse(url, anywhere)
        .map(allowed -> inTime(request(allowed, headers, body)))
        .orElseGet(() -> new Never(AnnouncementCode.ADDRESS_NOT_ALLOWED));
  }

  private static HttpPost request(WebhookUrl url, Map<String, String> headers, String body) {
    var request = new HttpPost(url.uri());
    headers.forEach(request::setHeader);
    request.setEntity(
        new StringEntity(body, ContentType.APPLICATION_JSON.withCharset(StandardCharsets.UTF_8)));
    return request;
  }

  /**
   * On a thread of its own, which is left behind if it does not come to an end: neither the look-up
   * of a name nor an answer that trickles can be trusted to.
   */
  private WebhookAnswer inTime(HttpPost request) {
    var answer = new CompletableFuture<WebhookAnswer>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                answer.complete(call(request));
              } catch (RuntimeException e) {
                answer.completeExceptionally(e);
              }
            });
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      request.cancel();
      return new NotTaken(AnnouncementCode.TIMEOUT);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a webhook could not be called", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while calling a webhook", e);
    }
  }

  /** A connection serves one call: nothing of one client's is left for the next. */
  private WebhookAnswer call(HttpPost request) {
    var context = HttpClientContext.create();
    try (CloseableHttpClient client = client();
        ClassicHttpResponse response = client.executeOpen(null, request, context)) {
      return answer(response.getCode());
    } catch (AddressNotAllowed _) {
      return new NotTaken(AnnouncementCode.ADDRESS_NOT_ALLOWED);
    } catch (IOException e) {
      LOG.infof("a webhook was not reached: %s", e.getClass().getSimpleName());
      return new NotTaken(code(e, context));
    }
  }

  private static WebhookAnswer answer(int status) {
    if (status == GONE) {
      return new Never(AnnouncementCode.GONE);
    }
    return switch (status / 100) {
      case 2 -> new Taken();
      case 3 -> new NotTaken(AnnouncementCode.REDIRECTED);
      case 4 -> new NotTaken(AnnouncementCode.REFUSED_BY_RECEIVER);
      default -> new NotTaken(AnnouncementCode.FAULT_OF_RECEIVER);
    };
  }

  private static AnnouncementCode code(IOException e, HttpClientContext context) {
    return switch (e) {
      case SocketTimeoutException _ -> AnnouncementCode.TIMEOUT;
      case SSLException _ -> AnnouncementCode.NOT_SECURE;
      default ->
          context.getEndpointDetails() == null
              ? AnnouncementCode.NOT_REACHED
              : AnnouncementCode.BROKEN_ANSWER;
    };
  }

  private CloseableHttpClient client() {
    return HttpClients.custom()
        .setConnectionManager(connections())
        .setDefaultRequestConfig(
            RequestConfig.custom().setResponseTimeout(Timeout.of(timeout)).build())
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression()
        .build();
  }

  private HttpClientConnectionManager connections() {
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setDnsResolver(new CheckedAddresses(hostAddresses, anywhere))
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(timeout))
                .setSocketTimeout(Timeout.of(timeout))
                .build())
        .setConnectionFactory(
            ManagedHttpClientConnectionFactory.builder()
                .http1Config(
                    Http1Config.custom()
                        .setMaxHeaderCount(HEADER_LINES_MAX)
                        .setMaxLineLength(HEADER_LINE_CHARS_MAX)
                        .build())
                .build())
        .build();
  }
}
