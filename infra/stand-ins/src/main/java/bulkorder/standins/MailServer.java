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
 * SES v2 on a free port of 127.0.0.1, as far as sending goes, with a mailbox in a file instead of
 * the internet. Signatures are not checked.
 *
 * <p>{@code SendBulkEmail} and {@code SendEmail} take what SES takes. A recipient {@code reject@…}
 * is rejected, {@code throttle-once@…} fails the first time. {@code GET /mailbox.json} lists what
 * was sent, {@code GET /} and {@code GET /mail/{id}} show it to people.
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
   */
  public record Behaviour(Duration latency, int recipientsPerSecondMax, double errorRate) {

    /** Sends everything at once. */
    public static final Behaviour NONE = new Behaviour(Duration.ZERO, 0, 0);

    public Behaviour {
      Checks.latency(latency);
      Checks.notNegative("recipientsPerSecondMax", recipientsPerSecondMax);
      Checks.rate("errorRate", errorRate);
    }

    private static Behaviour of(ObjectNode json) {
      return new Behaviour(
          Duration.ofMillis(json.path("latency_ms").asLong()),
          json.path("recipients_per_second_max").asInt(),
          json.path("error_rate").asDouble());
    }

    private Map<String, Object> json() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("latency_ms", latency.toMillis());
      json.put("recipients_per_second_max", recipientsPerSecondMax);
      json.put("error_rate", errorRate);
      return json;
    }
  }

  private final Mailbox mailbox;
  private final MailDesk desk;
  private final HttpEndpoint http;

  private MailServer(Mailbox mailbox, Behaviour behaviour) throws IOException {
    this.mailbox = mailbox;
    this.desk = new MailDesk(mailbox, behaviour, RandomGenerator.getDefault());
    this.http =
        HttpEndpoint.start(
            List.of(
                Route.post("/v2/email/outbound-bulk-emails", desk::sendBulk),
                Route.post("/v2/email/outbound-emails", desk::send),
                Route.get("/mailbox.json", this::mailbox),
                Route.get("/mail/*", this::mail),
                Route.get("/behaviour", _ -> HttpAnswer.json(200, desk.behaviour().json())),
                Route.put("/behaviour", this::behave),
                Route.get("/", this::page)));
  }

  /**
   * Starts with the mails that earlier runs left in the file.
   *
   * @param mailboxFile lines of JSON; made when missing
   */
  public static MailServer start(Path mailboxFile, Behaviour behaviour) {
    Mailbox mailbox = Mailbox.open(mailboxFile, Clock.systemUTC(), RandomGenerator.getDefault());
    try {
      return new MailServer(mailbox, behaviour);
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
    desk.behave(behaviour);
  }

  @Override
  public void close() {
    http.close();
    mailbox.close();
  }

  private HttpAnswer behave(HttpRequest request) {
    try {
      behave(Behaviour.of(request.json()));
    } catch (IllegalArgumentException e) {
      throw new HttpProblem(400, "invalid_behaviour", String.valueOf(e.getMessage()));
    }
    return HttpAnswer.json(200, desk.behaviour().json());
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

  private HttpAnswer page(HttpRequest request) {
    Optional<String> to = recipient(request);
    return HttpAnswer.html(
        MailPage.list(mailbox.summary(), mailbox.newest(to, SHOWN_MAX), to.orElse("")));
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
