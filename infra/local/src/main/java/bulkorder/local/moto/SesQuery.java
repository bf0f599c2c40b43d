package bulkorder.local.moto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

/**
 * A call of SES v1, which speaks the query protocol:
 * https://docs.aws.amazon.com/ses/latest/APIReference/API_SendBulkTemplatedEmail.html
 */
record SesQuery(URI endpoint, HttpClient http) {
  private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

  /** moto finds the service by it, and checks nothing else of it. */
  private static final String AUTHORIZATION =
      "AWS4-HMAC-SHA256 Credential=LOCAL/20260101/%s/ses/aws4_request, SignedHeaders=host, Signature=0";

  /** What SES refused, and why. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;

    Refused(String code, String message) {
      super(message);
      this.code = code;
    }

    String code() {
      return code;
    }
  }

  /**
   * Calls it.
   *
   * @return the texts of all elements of the answer with this name
   */
  List<String> call(String action, Map<String, String> parameters, String element)
      throws IOException, InterruptedException, Refused {
    Map<String, String> form = new LinkedHashMap<>(parameters);
    form.put("Action", action);
    form.put("Version", "2010-12-01");
    var request =
        HttpRequest.newBuilder(endpoint)
            .timeout(ANSWER_MAX)
            .header("Authorization", AUTHORIZATION.formatted(MotoServices.REGION))
            .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
            .POST(BodyPublishers.ofString(encoded(form)))
            .build();
    var answer = http.send(request, BodyHandlers.ofByteArray());
    var document = document(answer.body());
    if (answer.statusCode() != 200) {
      throw new Refused(
          String.join("", texts(document, "Code")), String.join("", texts(document, "Message")));
    }
    return texts(document, element);
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), UTF_8))
        .collect(joining("&"));
  }

  private static Document document(byte[] answer) throws IOException {
    try {
      return DocumentBuilderFactory.newDefaultInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(answer));
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException("SES's answer is not XML", e);
    }
  }

  private static List<String> texts(Document document, String element) {
    var found = document.getElementsByTagName(element);
    return IntStream.range(0, found.getLength())
        .mapToObj(index -> found.item(index).getTextContent())
        .toList();
  }
}
