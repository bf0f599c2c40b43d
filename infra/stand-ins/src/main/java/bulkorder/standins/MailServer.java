package bulkorder.standins;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * SES v2 and the existing notification service on a free port of 127.0.0.1, as far as sending goes,
 * with a mailbox in a file instead of the internet. Signatures are not checked.
 *
 * <p>{@code SendBulkEmail} and {@code SendEmail} take what SES takes, {@code POST
 * /api/v1/notifications/email} what the notification service takes. A recipient {@code reject@…} is
 * rejected, {@code throttle-once@…} fails the first time. Mails through SES to addresses of its
 * mailbox simulator, and to those of {@code bounce.example} and {@code complaint.example}, are
 * taken and then told of as bounced or complained of, if they name a configuration set. {@code GET
 * /mailbox.json} lists what was sent, {@code GET /arrivals} when requests came in, {@code GET /}
 * and {@code GET /mail/{id}} show mails to people.
 */
public final class MailServer implements AutoCloseable {

  private static final int PAGE_DEFAULT = 100;
  private static final int PAGE_MAX = 1_000;
  private static final int SHOWN_MAX = 100;

  /**
   * How the service behaves towards every request.
   *
   * @param latency added to each request, 60 seconds at most
   * @param recipientsPerSecondMax recipients a second before it answers TooManyRequestsException, 0
   *     for no limit
   * @param errorRate the share of requests that fail with 500 and send nothing, 0 to 1
   * @param notificationsPerSecondMax requests a second before the notification service answers 429,
   *     0 for no limit
   */
  public record Behaviour(
      Duration latency,
      int recipientsPerSecondMax,
      double errorRate,
      int notificationsPerSecondMax) {

    private static final int NOTIFICATIONS_DEFAULT = 10;

    /** SES sends everything at once, the notification service 10 mails a second. */
    public static final Behaviour NONE = new Behaviour(Duration.ZERO, 0, 0);

    public Behaviour {
      Checks.latency(latency);
      Checks.notNegative("recipientsPerSecondMax", recipientsPerSecondMax);
      Checks.rate("errorRate", errorRate);
      Checks.notNegative("notificationsPerSecondMax", notificationsPerSecondMax);
    }

    /** The notification service takes 10 requests a second. */
    public Behaviour(Duration latency, int recipientsPerSecondMax, double errorRate) {
      this(latency, recipientsPerSecondMax, errorRate, NOTIFICATIONS_DEFAULT);
    }

    private static Behaviour of(ObjectNode json) {
      return new Behaviour(
          Duration.ofMillis(json.path("latency_ms").asLong()),
          json.path("recipients_per_second_max").asInt(),
          json.path("error_rate").asDouble(),
          json.path("notifications_per_second_max").asInt(NOTIFICATIONS_DEFAULT));
    }

    private Map<String, Object> json() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("latency_ms", latency.toMillis());
      json.put("recipients_per_second_max", recipientsPerSecondMax);
      json.put("error_rate", errorRate);
      json.put("notifications_per_second_max", notificationsPerSecondMax);
      return json;
    }
  }

  private final Mailbox mailbox;
  private final MailGate gate;
  private final Arrivals arrivals;
  private final MailEvents events;
  private final MailDesk desk;
  private final HttpEndpoint http;

  private MailServer(Mailbox mailbox, Behaviour behaviour, MailListener listener)
      throws IOException {
    this.mailbox = mailbox;
    this.gate = new MailGate(behaviour, RandomGenerator.getDefault());
    this.arrivals = new Arrivals(Clock.systemUTC(), System::nanoTime);
    this.events = new MailEvents(listener, Clock.systemUTC());
    this.desk = new MailDesk(mailbox, gate, arrivals, events);
    var notifications = new NotificationDesk(mailbox, gate, arrivals);
    this.http =
        HttpEndpoint.start(
            List.of(
                Route.post("/v2/email/outbound-bulk-emails", desk::sendBulk),
                Route.post("/v2/email/outbound-emails", desk::send),
                Route.post("/api/v1/notifications/email", notifications::send),
                Route.get("/arrivals", this::arrivals),
                Route.get("/mailbox.json", this::mailbox),
                Route.get("/mail/*", this::mail),
                Route.get("/behaviour", _ -> HttpAnswer.json(200, gate.behaviour().json())),
                Route.put("/behaviour", this::behave),
                Route.get("/", this::page)));
  }

  /**
   * Starts with the mails that earlier runs left in the file.
   *
   * @param mailboxFile lines of JSON; made when missing
   */
  public static MailServer start(Path mailboxFile, Behaviour behaviour) {
    return start(mailboxFile, behaviour, MailListener.NONE);
  }

  /**
   * The same with a listener to what becomes of mails.
   *
   * @param mailboxFile lines of JSON; made when missing
   */
  public static MailServer start(Path mailboxFile, Behaviour behaviour, MailListener listener) {
    Mailbox mailbox = Mailbox.open(mailboxFile, Clock.systemUTC(), RandomGenerator.getDefault());
    try {
      return new MailServer(mailbox, behaviour, listener);
    } catch (IOException e) {
      mailbox.close();
      throw new UncheckedIOException("cannot start the mail service", e);
    }
  }

  /** Its base URL, without a slash at the end: what an SES client's endpoint is overridden with. */
  public URI endpoint() {
    return http.uri();
  }

  /**
   * Registers a template, in place of an earlier one of that name.
   *
   * @throws IllegalArgumentException when it holds two opening braces that begin no value
   */
  public void addTemplate(MailTemplate template) {
    desk.addTemplate(template);
  }

  /** Changes how requests are treated from now on. */
  public void behave(Behaviour behaviour) {
    gate.behave(behaviour);
  }

  @Override
  public void close() {
    http.close();
    events.close();
    mailbox.close();
  }

  private HttpAnswer behave(HttpRequest request) {
    try {
      behave(Behaviour.of(request.json()));
    } catch (IllegalArgumentException e) {
      throw new HttpProblem(400, "invalid_behaviour", String.valueOf(e.getMessage()));
    }
    return HttpAnswer.json(200, gate.behaviour().json());
  }

  private HttpAnswer mailbox(HttpRequest request) {
    Map<String, Object> json = mailbox.summary();
    if (!request.isSummary()) {
      Optional<String> after = request.parameter("after").filter(id -> !id.isEmpty());
      after.ifPresent(this::existing);
      int limit = request.limit(PAGE_DEFAULT, PAGE_MAX);
      json.put(
          "messages",
          mailbox.page(after, recipient(request), limit).stream().map(Mail::json).toList());
    }
    return HttpAnswer.json(200, json);
  }

  private HttpAnswer arrivals(HttpRequest request) {
    int since = request.number("since", 1, Integer.MAX_VALUE);
    int limit = request.limit(Arrivals.KEPT_MAX, Arrivals.KEPT_MAX);
    return HttpAnswer.json(
        200,
        Map.of(
            "arrivals",
            arrivals.since(since, limit).stream().map(Arrivals.Arrival::json).toList()));
  }

  private HttpAnswer page(HttpRequest request) {
    Optional<String> to = recipient(request);
    Optional<String> language = request.parameter("language").filter(text -> !text.isBlank());
    return HttpAnswer.html(
        MailPage.list(
            mailbox.summary(),
            mailbox.newest(to, language, SHOWN_MAX),
            to.orElse(""),
            language.orElse("")));
  }

  private HttpAnswer mail(HttpRequest request) {
    return HttpAnswer.html(MailPage.one(existing(request.item())));
  }

  private Mail existing(String id) {
    return mailbox
        .byId(id)
        .orElseThrow(() -> new HttpProblem(404, "mail_not_found", "there is no mail " + id));
  }

  private static Optional<String> recipient(HttpRequest request) {
    return request.parameter("to").filter(to -> !to.isBlank());
  }
}
