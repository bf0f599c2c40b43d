package bulkorder.ledger.announcement;

import bulkorder.ledger.ClientId;

/** An announcement that is to be delivered now. */
public record DueAnnouncement(long announcementId, ClientId clientId) {}
