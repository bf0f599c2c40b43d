package bulkorder.ledger.messaging;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The one message of the announcements queue: it points to what is to be told and carries nothing
 * of it. Its body is {@code {"announcementId": 17}}.
 */
@RegisterForReflection
public record AnnouncementMessage(long announcementId) {

  /**
   * @throws IllegalArgumentException if the id is below 1
   */
  @JsonCreator
  public AnnouncementMessage(
      @JsonProperty(value = "announcementId", required = true) long announcementId) {
    if (announcementId < 1) {
      throw new IllegalArgumentException(
          "announcement %d: ids begin at 1".formatted(announcementId));
    }
    this.announcementId = announcementId;
  }
}
