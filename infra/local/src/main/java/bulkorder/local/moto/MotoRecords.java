package bulkorder.local.moto;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What moto tells of what it took in. */
public final class MotoRecords implements Records {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final MotoServices moto;
  private final String bucket;

  /** Of a system that has run on these services. */
  public MotoRecords(MotoServices moto, String bucket) {
    this.moto = moto;
    this.bucket = bucket;
  }

  @Override
  public List<String> mails() throws IOException, InterruptedException {
    JsonNode requests = JSON.readTree(moto.records()).path("ses").path("BulkTemplateMessage");
    return requests.valueStream().flatMap(MotoRecords::mails).toList();
  }

  private static Stream<String> mails(JsonNode request) {
    String template = request.path("template").asText();
    return request.path("destinations").valueStream().map(_ -> template);
  }

  @Override
  public Map<String, Integer> messagesLeft() {
    return moto.messagesLeft();
  }

  @Override
  public Set<String> keys(String prefix) {
    return moto.keys(bucket, prefix);
  }
}
