package bulkorder.ledger.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageContractTest {

  private static final ChunkMessage MESSAGE =
      new ChunkMessage(UUID.fromString("019340b4-5c00-7000-8000-000000000001"), 1, 3);

  private final ObjectMapper json = new ObjectMapper();

  @Test
  void a_chunk_message_is_written_as_agreed() throws IOException {
    assertThat(json.readTree(json.writeValueAsString(MESSAGE)))
        .isEqualTo(json.readTree(golden("chunk-message.json")));
  }

  @Test
  void a_chunk_message_is_read_as_agreed() throws IOException {
    assertThat(json.readValue(golden("chunk-message.json"), ChunkMessage.class)).isEqualTo(MESSAGE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"batchId\":\"019340b4-5c00-7000-8000-000000000001\",\"run\":0,\"chunk\":3}",
        "{\"batchId\":\"not an id\",\"run\":1,\"chunk\":3}",
        "{\"batchId\":null,\"run\":1,\"chunk\":3}",
        "[]"
      })
  void a_body_that_is_no_chunk_message_is_refused(String body) {
    assertThatThrownBy(() -> json.readValue(body, ChunkMessage.class))
        .isInstanceOf(JsonProcessingException.class);
  }

  @Test
  void a_report_message_is_written_and_read_as_agreed() throws IOException {
    var message = new ReportMessage(MESSAGE.batchId());
    String agreed = golden("report-message.json");

    assertThat(json.readTree(json.writeValueAsString(message))).isEqualTo(json.readTree(agreed));
    assertThat(json.readValue(agreed, ReportMessage.class)).isEqualTo(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"batchId\":null}", "{\"batchId\":\"not an id\"}", "[]"})
  void a_body_that_is_no_report_message_is_refused(String body) {
    assertThatThrownBy(() -> json.readValue(body, ReportMessage.class))
        .isInstanceOf(JsonProcessingException.class);
  }

  @Test
  void an_announcement_message_is_written_and_read_as_agreed() throws IOException {
    var message = new AnnouncementMessage(17);
    String agreed = golden("announcement-message.json");

    assertThat(json.readTree(json.writeValueAsString(message))).isEqualTo(json.readTree(agreed));
    assertThat(json.readValue(agreed, AnnouncementMessage.class)).isEqualTo(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"announcementId\":0}", "{\"announcementId\":\"x\"}", "[]"})
  void a_body_that_is_no_announcement_message_is_refused(String body) {
    assertThatThrownBy(() -> json.readValue(body, AnnouncementMessage.class))
        .isInstanceOf(JsonProcessingException.class);
  }

  private static String golden(String name) throws IOException {
    try (InputStream file = MessageContractTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
