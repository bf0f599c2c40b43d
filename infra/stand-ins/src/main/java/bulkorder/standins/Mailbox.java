package bulkorder.standins;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * All mails that were sent, in a file; in memory there are about 50 bytes for each.
 *
 * <p>The first line names the mailbox, so that two mailboxes never give the same message id. A
 * template is written down when it is used for the first time in a while, a mail as a reference to
 * it and its data: it reads for ever as it was sent, whatever becomes of the template.
 */
final class Mailbox implements AutoCloseable {

  private static final Pattern ID = Pattern.compile("([0-9a-f]{8})-(\\d{9})");
  private static final Pattern LANGUAGE_ENDING =
      Pattern.compile(".*(?:[-_]([a-z]{2})|([A-Z][a-z]))");
  private static final Pattern HTML_LANGUAGE =
      Pattern.compile("\\s*(?:<![^>]{1,100}>\\s*)?<html lang=\"([a-z]{2})\"");
  private static final int TEMPLATES_REMEMBERED_MAX = 1_000;
  private static final int TEMPLATE_NAMES_MAX = 1_000;
  private static final int SEARCHED_MAX = 5_000;
  private static final String CONTENT = "content";

  private final JsonLines lines;
  private final Clock clock;
  private final NumbersByText numbersByRecipient = new NumbersByText();
  private final Map<String, Long> templates = new TreeMap<>();
  private final Map<String, Long> languages = new TreeMap<>();
  private final Map<MailTemplate, Integer> contents =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<MailTemplate, Integer> eldest) {
          return size() > TEMPLATES_REMEMBERED_MAX;
        }
      };
  private long total;
  private String name = "";

  private Mailbox(Path file, Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.lines = JsonLines.open(file, this::load);
    if (name.isEmpty()) {
      name = HexFormat.of().toHexDigits(random.nextInt());
      lines.append(Json.bytes(Map.of("mailbox", name)));
    }
  }

  static Mailbox open(Path file, Clock clock, RandomGenerator random) {
    return new Mailbox(file, clock, random);
  }

  /** Writes a mail down, and gives its id; when this returns, it outlives a kill. */
  synchronized String add(
      MailTemplate template, ObjectNode data, String from, String to, Map<String, String> tags) {
    ObjectNode line = Json.MAPPER.createObjectNode();
    line.put(CONTENT, contents.computeIfAbsent(template, this::written));
    line.put("template", template.name());
    line.put("from", from);
    line.put("to", to);
    line.set("data", data);
    line.set("tags", Json.MAPPER.valueToTree(tags));
    line.put("language", language(template, data));
    line.put("sent_at", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
    int number = lines.append(Json.bytes(line));
    index(number, line);
    return id(number);
  }

  Optional<Mail> byId(String id) {
    int number = number(id);
    return number < 0 ? Optional.empty() : mail(number);
  }

  /** Mails in the order in which they were sent. */
  List<Mail> page(Optional<String> after, Optional<String> to, int limit) {
    int first = after.map(this::number).orElse(0) + 1;
    if (to.isEmpty()) {
      return mails(IntStream.range(first, lines.size()), limit);
    }
    int[] newestFirst = numbersByRecipient.find(recipient(to.get())).toArray();
    IntStream oldestFirst =
        IntStream.range(0, newestFirst.length)
            .map(i -> newestFirst[newestFirst.length - 1 - i])
            .filter(number -> number >= first);
    return mails(oldestFirst, limit);
  }

  /** The newest mails first; of one language they are looked for among the last few thousand. */
  List<Mail> newest(Optional<String> to, Optional<String> language, int limit) {
    IntStream newestFirst =
        to.isPresent()
            ? numbersByRecipient.find(recipient(to.get()))
            : IntStream.iterate(lines.size() - 1, number -> number > 0, number -> number - 1);
    return newestFirst
        .limit(SEARCHED_MAX)
        .mapToObj(this::mail)
        .flatMap(Optional::stream)
        .filter(mail -> language.isEmpty() || language.get().equals(mail.language()))
        .limit(limit)
        .toList();
  }

  synchronized Map<String, Object> summary() {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("total", total);
    summary.put("templates", new TreeMap<>(templates));
    summary.put("languages", new TreeMap<>(languages));
    return summary;
  }

  @Override
  public void close() {
    lines.close();
  }

  private List<Mail> mails(IntStream numbers, int limit) {
    return numbers.mapToObj(this::mail).flatMap(Optional::stream).limit(limit).toList();
  }

  private int written(MailTemplate template) {
    Map<String, String> line = new LinkedHashMap<>();
    line.put("subject", template.subject());
    line.put("text", template.text());
    line.put("html", template.html());
    return lines.append(Json.bytes(line));
  }

  private void load(int number, byte[] line) {
    JsonNode json = json(line);
    if (number == 0) {
      name = json.path("mailbox").asText();
    } else if (json.has(CONTENT)) {
      index(number, json);
    }
  }

  private synchronized void index(int number, JsonNode line) {
    total++;
    String template = line.path("template").asText();
    count(templates, template.isEmpty() ? "(none)" : template);
    count(languages, line.path("language").asText("und"));
    for (String address : line.path("to").asText().split(",", -1)) {
      numbersByRecipient.add(recipient(address), number);
    }
  }

  private static void count(Map<String, Long> counts, String of) {
    boolean room = counts.size() < TEMPLATE_NAMES_MAX || counts.containsKey(of);
    counts.merge(room ? of : "(others)", 1L, Long::sum);
  }

  /** As the data says, or as the template's name ends, or as the HTML says of itself. */
  private static String language(MailTemplate template, ObjectNode data) {
    String said = data.path("language").asText();
    if (!said.isEmpty()) {
      return said;
    }
    Matcher ending = LANGUAGE_ENDING.matcher(template.name());
    if (ending.matches()) {
      return ending.group(1) != null ? ending.group(1) : ending.group(2).toLowerCase(Locale.ROOT);
    }
    Matcher html = HTML_LANGUAGE.matcher(template.html());
    return html.lookingAt() ? html.group(1) : "und";
  }

  /** Nothing when the line is no mail. */
  private Optional<Mail> mail(int number) {
    if (number < 1 || number >= lines.size()) {
      return Optional.empty();
    }
    JsonNode line = json(lines.line(number));
    if (!line.has(CONTENT)) {
      return Optional.empty();
    }
    JsonNode content = json(lines.line(line.path(CONTENT).intValue()));
    return Optional.of(
        new Mail(
            id(number),
            line.path("template").asText(),
            line.path("language").asText("und"),
            line.path("from").asText(),
            line.path("to").asText(),
            rendered(content, "subject", line),
            rendered(content, "text", line),
            rendered(content, "html", line),
            tags(line.path("tags")),
            line.path("sent_at").asText()));
  }

  private static Map<String, String> tags(JsonNode json) {
    Map<String, String> tags = new LinkedHashMap<>();
    json.properties().forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
    return tags;
  }

  private static String rendered(JsonNode content, String part, JsonNode line) {
    String text = content.path(part).asText();
    return line.path("data") instanceof ObjectNode data && !data.isEmpty()
        ? MailText.of(text).rendered(data)
        : text;
  }

  private String id(int number) {
    return "%s-%09d".formatted(name, number);
  }

  /** The mail's line, or -1 when the id is not one of this mailbox's. */
  private int number(String id) {
    Matcher parts = ID.matcher(id);
    return parts.matches() && parts.group(1).equals(name) ? Integer.parseInt(parts.group(2)) : -1;
  }

  private static String recipient(String address) {
    try {
      return MailAddress.of(address).toString();
    } catch (IllegalArgumentException notAnAddress) {
      return address.strip();
    }
  }

  private static JsonNode json(byte[] line) {
    try {
      return Json.MAPPER.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException("a line of the mailbox is not JSON", e);
    }
  }
}
