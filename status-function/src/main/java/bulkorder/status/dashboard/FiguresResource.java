package bulkorder.status.dashboard;

import static jakarta.ws.rs.core.HttpHeaders.ACCEPT_LANGUAGE;

import bulkorder.ledger.dashboard.Dashboard;
import bulkorder.ledger.dashboard.Days;
import bulkorder.ledger.text.AcceptedLanguages;
import bulkorder.status.Caller;
import bulkorder.status.Parameter;
import bulkorder.status.Refusal;
import bulkorder.status.Refusal.Expected;
import bulkorder.status.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Figures for a dashboard: what came on each day, what became of it, and why rows failed. */
@Path("/api/v1/figures")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.UPLOADER, Role.OPERATOR, Role.AUDITOR})
public class FiguresResource {

  private static final String ZONE_NAME = "Asia/Tokyo";
  private static final ZoneId ZONE_DEFAULT = ZoneId.of(ZONE_NAME);
  private static final int DAYS_BEFORE_DEFAULT = 6;

  private final Caller caller;
  private final Dashboard dashboard;
  private final InstantSource clock;

  FiguresResource(Caller caller, Dashboard dashboard, InstantSource clock) {
    this.caller = caller;
    this.dashboard = dashboard;
    this.clock = clock;
  }

  /** The figures of some days, the last week where none are named. */
  @GET
  @Operation(
      operationId = "getFigures",
      summary = "Show what came on each day, what became of it, and why rows failed")
  public FiguresAnswer get(
      @RestQuery @Schema(implementation = LocalDate.class) @Nullable String from,
      @RestQuery @Schema(implementation = LocalDate.class) @Nullable String to,
      @RestQuery @Schema(defaultValue = ZONE_NAME, examples = "Europe/Berlin")
          @Nullable String zone,
      @RestHeader(ACCEPT_LANGUAGE) @Nullable String acceptLanguage) {
    Days days = days(from, to, zone);
    return FiguresAnswer.of(
        days, dashboard.of(caller.clientId(), days), AcceptedLanguages.choose(acceptLanguage));
  }

  private Days days(@Nullable String from, @Nullable String to, @Nullable String zone) {
    ZoneId zoneId = Objects.requireNonNullElse(new Parameter("zone", zone).zone(), ZONE_DEFAULT);
    LocalDate last =
        Objects.requireNonNullElseGet(
            new Parameter("to", to).date(), () -> LocalDate.ofInstant(clock.instant(), zoneId));
    LocalDate first =
        Objects.requireNonNullElseGet(
            new Parameter("from", from).date(), () -> last.minusDays(DAYS_BEFORE_DEFAULT));
    long count = Days.count(first, last);
    if (count < 1 || count > Days.MAX) {
      throw Refusal.ofParameter(
              "from",
              first.toString(),
              new Expected(
                  "days", Map.of("to", last.toString(), "max", Integer.toString(Days.MAX))))
          .exception();
    }
    return new Days(first, last, zoneId);
  }
}
