package bulkorder.local.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ObjectEventTest {
  @Test
  void a_key_is_encoded_as_s3_encodes_it() throws Exception {
    var event =
        new ObjectEvent(
            "orders",
            "incoming/demo/注文 1+1.csv",
            12,
            "abc",
            "ObjectCreated:Put",
            "0001",
            Instant.EPOCH);
    var item = new ObjectMapper().readTree(event.json("eu-central-1")).at("/Records/0");
    assertThat(item.at("/s3/object/key").asText())
        .isEqualTo("incoming/demo/%E6%B3%A8%E6%96%87+1%2B1.csv");
    assertThat(item.at("/s3/object/size").asLong()).isEqualTo(12);
    assertThat(item.at("/s3/object/eTag").asText()).isEqualTo("abc");
    assertThat(item.at("/s3/object").has("versionId")).isFalse();
    assertThat(item.at("/eventName").asText()).isEqualTo("ObjectCreated:Put");
    assertThat(item.at("/eventTime").asText()).isEqualTo("1970-01-01T00:00:00Z");
  }
}
