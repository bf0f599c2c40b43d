package bulkorder.status;

import bulkorder.ledger.BoundedMap;
import bulkorder.ledger.ClientId;
import bulkorder.ledger.audit.AuditTrail;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/**
 * Puts sign-ins and refusals on record. A token counts as one sign-in for each copy of the function
 * that it calls. Who is refused again and again fills no ledger: of a minute, a copy records the
 * first of them, and with the last that it records that there were more.
 */
@Singleton
class SignIns {

  private static final Logger LOG = Logger.getLogger(SignIns.class);
  private static final Duration RECORDING_MAX = Duration.ofSeconds(5);
  private static final int TOKENS_KNOWN_MAX = 10_000;
  private static final int REFUSALS_A_MINUTE_MAX = 20;

  private final Caller caller;
  private final AuditTrail audit;
  private final RefusalCounts refusals;
  private final Map<String, Boolean> known = new BoundedMap<>(TOKENS_KNOWN_MAX);

  SignIns(Caller caller, AuditTrail audit, InstantSource clock) {
    this.caller = caller;
    this.audit = audit;
    this.refusals = new RefusalCounts(clock);
  }

  @ServerRequestFilter
  void signedIn(ContainerRequestContext request) {
    caller.tokenId().filter(tokenId -> !isKnown(tokenId)).ifPresent(this::record);
  }

  private boolean isKnown(String tokenId) {
    synchronized (known) {
      return known.get(tokenId) != null;
    }
  }

  private void record(String tokenId) {
    audit.signedIn(caller.subject(), tokenId, caller.client().orElse(null), Map.of());
    synchronized (known) {
      known.put(tokenId, true);
    }
  }

  /** Records that a request was refused. */
  @ServerResponseFilter
  void refused(ContainerRequestContext request, ContainerResponseContext response) {
    if (response.getEntity() instanceof Problem problem) {
      switch (response.getStatus()) {
        case 401 -> refused(request, problem, "unknown", null);
        case 403 -> refused(request, problem, caller.subject(), caller.client().orElse(null));
        default -> {
          // No refusal of somebody, but of what was asked.
        }
      }
    }
  }

  /**
   * Requests are refused on the thread that reads them, on which there may be no transaction. The
   * caller is refused even if that cannot be recorded.
   */
  private void refused(
      ContainerRequestContext request, Problem problem, String actor, @Nullable ClientId client) {
    int number = refusals.count(actor);
    if (number > REFUSALS_A_MINUTE_MAX) {
      return;
    }
    String subject = RequestedResource.of(request);
    Map<String, String> details =
        number < REFUSALS_A_MINUTE_MAX
            ? Map.of("code", problem.code())
            : Map.of("code", problem.code(), "moreInThisMinute", "not recorded");
    var recording =
        Thread.ofVirtual()
            .uncaughtExceptionHandler((_, e) -> LOG.error("a refusal was not recorded", e))
            .start(() -> audit.refused(actor, subject, client, details));
    try {
      recording.join(RECORDING_MAX);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
