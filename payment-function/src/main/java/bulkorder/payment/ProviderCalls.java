package bulkorder.payment;

import bulkorder.ledger.messaging.RetryAfter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Supplier;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** Makes one call over HTTP, and tells its failures apart by what they mean for the money. */
@ApplicationScoped
class ProviderCalls {

  private static final int OK = 200;

  private final InstantSource clock;

  ProviderCalls(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Makes a call.
   *
   * @param call gives the body of a 2xx back
   * @throws CallFailed if no answer came, or one that says nothing of the request itself
   */
  ProviderAnswer make(Supplier<@Nullable String> call) {
    try {
      return new ProviderAnswer(OK, Objects.requireNonNullElse(call.get(), ""));
    } catch (WebApplicationException e) {
      return read(e.getResponse());
    } catch (ProcessingException e) {
      throw new CallFailed(
          neverLeft(e) ? CallFailure.NEVER_LEFT : CallFailure.LOST, e.getClass().getSimpleName());
    }
  }

  private ProviderAnswer read(Response response) {
    int status = response.getStatus();
    return switch (status) {
      case 429 -> throw failed(CallFailure.BUSY, response);
      case 502, 503, 504 -> throw failed(CallFailure.UNAVAILABLE, response);
      default -> {
        if (status >= 500) {
          throw failed(CallFailure.BROKEN, response);
        }
        yield new ProviderAnswer(status, body(response));
      }
    };
  }

  private CallFailed failed(CallFailure failure, Response response) {
    Duration retryAfter =
        RetryAfter.from(response.getHeaderString(HttpHeaders.RETRY_AFTER), clock.instant());
    return new CallFailed(failure, retryAfter, "status " + response.getStatus());
  }

  private static String body(Response response) {
    try {
      return Objects.requireNonNullElse(response.readEntity(String.class), "");
    } catch (ProcessingException e) {
      throw new CallFailed(CallFailure.LOST, "the answer was cut");
    }
  }

  private static boolean neverLeft(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException
          || cause instanceof UnknownHostException
          || cause instanceof NoRouteToHostException
          || cause instanceof SSLHandshakeException) {
        return true;
      }
    }
    return false;
  }
}
