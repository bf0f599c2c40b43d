package bulkorder.status;

import java.util.List;

/** What a client was told of a batch, newest first; the latest only if there was very much. */
public record AnnouncementsAnswer(List<AnnouncementAnswer> announcements) {

  /** Copies the list. */
  public AnnouncementsAnswer {
    announcements = List.copyOf(announcements);
  }
}
