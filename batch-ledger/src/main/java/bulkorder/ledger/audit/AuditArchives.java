package bulkorder.ledger.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/**
 * What of the audit events is archived. An object is put first and recorded then: after a crash in
 * between, the same events make the same object again, in its own place.
 */
@ApplicationScoped
public class AuditArchives {

  /** The most events of one object, which is held in memory. */
  static final int EVENTS_MAX = 5_000;

  /**
   * Where a group's archive ends: its last day, and on it the last event. Days that are over long
   * ago get no new events, so what is archived is all that is before it.
   */
  private static final String END =
      """
      select day, part, cast(cast(last_transaction as text) as bigint) as last_transaction, last_event_id
      from audit_archives
      where archive_group = :group
      order by day desc, part desc limit 1
      """;

  private static final String NEXT_DAY =
      """
      select cast(min(occurred_at) at time zone 'UTC' as date) from audit_events
      where category in (:categories)
        and occurred_at >= (cast(cast(:day as text) as timestamp) + interval '1 day') at time zone 'UTC'
        and occurred_at < date_trunc('day', now() - make_interval(secs => :ageSeconds), 'UTC')
      """;

  private static final String OF_DAY =
      """
      select %s, b.block_no
      from (
        select * from audit_events
        where category in (:categories)
          and occurred_at >= cast(cast(:day as text) as timestamp) at time zone 'UTC'
          and occurred_at < (cast(cast(:day as text) as timestamp) + interval '1 day') at time zone 'UTC'
          and (transaction_id, audit_event_id) > (cast(:afterTransaction as xid8), :afterEvent)
        order by transaction_id, audit_event_id
        limit :limit
      ) e
      left join lateral (
        select block_no from audit_blocks b
        where (b.last_transaction, b.last_event_id) >= (e.transaction_id, e.audit_event_id)
        order by b.last_transaction, b.last_event_id limit 1
      ) b on true
      order by e.transaction_id, e.audit_event_id
      """
          .formatted(EventRows.COLUMNS);

  private static final String RECORD =
      """
      insert into audit_archives (object_key, archive_group, day, part, first_block, last_block, last_transaction,
        last_event_id, events, content_sha256)
      values (:key, :group, cast(cast(:day as text) as date), :part, :firstBlock, :lastBlock, cast(:lastTransaction as xid8), :lastEvent, :events,
        decode(:sha256, 'hex'))
      on conflict do nothing
      """;

  private static final String WITH_BLOCK =
      """
      select object_key, events, encode(content_sha256, 'hex') as sha256 from audit_archives
      where last_block >= :blockNo and first_block <= :blockNo
      order by object_key
      """;

  private static final LocalDate BEFORE_ALL = LocalDate.of(1970, 1, 1);

  private final Session session;
  private final EventRows rows;

  AuditArchives(Session session, EventRows rows) {
    this.session = session;
    this.rows = rows;
  }

  /** Where the archive of a group ends. */
  private record End(LocalDate day, int part, EventPosition last) {}

  /**
   * The next events of a group that are to be archived: sealed, and old enough.
   *
   * @return empty if there are none
   */
  @Transactional
  public Optional<ArchivePart> next(ArchiveGroup group) {
    Optional<End> end = end(group);
    if (end.isPresent()) {
      List<Tuple> rest = ofDay(group, end.get().day(), end.get().last());
      if (!rest.isEmpty()) {
        return part(group, end.get().day(), end.get().part() + 1, rest);
      }
    }
    return nextDay(group, end.map(End::day).orElse(BEFORE_ALL))
        .flatMap(day -> part(group, day, 1, ofDay(group, day, EventPosition.BEGINNING)));
  }

  private Optional<End> end(ArchiveGroup group) {
    return session
        .createNativeQuery(END, Tuple.class)
        .setParameter("group", group.name())
        .getResultStream()
        .map(
            row ->
                new End(
                    row.get("day", LocalDate.class),
                    row.get("part", Integer.class),
                    new EventPosition(
                        row.get("last_transaction", Long.class),
                        row.get("last_event_id", Long.class))))
        .findFirst();
  }

  private Optional<LocalDate> nextDay(ArchiveGroup group, LocalDate after) {
    return Optional.ofNullable(
        session
            .createNativeQuery(NEXT_DAY, LocalDate.class)
            .setParameter("categories", names(group))
            .setParameter("day", after.toString())
            .setParameter("ageSeconds", group.archivedAfter().toSeconds())
            .getSingleResult());
  }

  private List<Tuple> ofDay(ArchiveGroup group, LocalDate day, EventPosition after) {
    return session
        .createNativeQuery(OF_DAY, Tuple.class)
        .setParameter("categories", names(group))
        .setParameter("day", day.toString())
        .setParameter("afterTransaction", Long.toString(after.transactionId()))
        .setParameter("afterEvent", after.eventId())
        .setParameter("limit", EVENTS_MAX)
        .getResultList();
  }

  /** What is not sealed yet comes last, and later. */
  private Optional<ArchivePart> part(
      ArchiveGroup group, LocalDate day, int part, List<Tuple> ofDay) {
    List<ArchivedEvent> sealed =
        ofDay.stream()
            .takeWhile(row -> row.get("block_no") != null)
            .map(row -> new ArchivedEvent(row.get("block_no", Long.class), rows.event(row)))
            .toList();
    return sealed.isEmpty()
        ? Optional.empty()
        : Optional.of(new ArchivePart(group, day, part, sealed));
  }

  /**
   * Records that a part is archived. Of two that archived it at once, one records it.
   *
   * @param sha256 of the object's content, in hexadecimal digits
   * @return whether this was news
   */
  @Transactional
  public boolean record(ArchivePart part, String sha256) {
    return session
            .createNativeMutationQuery(RECORD)
            .setParameter("key", part.objectKey())
            .setParameter("group", part.group().name())
            .setParameter("day", part.day().toString())
            .setParameter("part", part.part())
            .setParameter("firstBlock", part.events().getFirst().blockNo())
            .setParameter("lastBlock", part.events().getLast().blockNo())
            .setParameter("lastTransaction", Long.toString(part.last().transactionId()))
            .setParameter("lastEvent", part.last().eventId())
            .setParameter("events", part.events().size())
            .setParameter("sha256", sha256)
            .executeUpdate()
        == 1;
  }

  /** The objects that may hold events of a block. */
  @Transactional
  public List<Archive> withBlock(long blockNo) {
    return session
        .createNativeQuery(WITH_BLOCK, Tuple.class)
        .setParameter("blockNo", blockNo)
        .getResultStream()
        .map(
            row ->
                new Archive(
                    row.get("object_key", String.class),
                    row.get("events", Integer.class),
                    row.get("sha256", String.class)))
        .toList();
  }

  private static List<String> names(ArchiveGroup group) {
    return group.categories().stream().map(AuditCategory::name).toList();
  }
}
