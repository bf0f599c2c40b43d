package bulkorder.ledger.batch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import org.hibernate.Session;
import org.hibernate.query.MutationQuery;
import org.hibernate.query.NativeQuery;

/**
 * Statements over the rows of one chunk, which name them by {@code :batchId}, {@code :firstRow} and
 * {@code :lastRow}.
 */
@ApplicationScoped
public class ChunkStatements {

  private final Session session;

  ChunkStatements(Session session) {
    this.session = session;
  }

  /** A statement that changes rows; its count says how many. */
  public MutationQuery change(String sql, Chunk chunk) {
    return session
        .createNativeMutationQuery(sql)
        .setParameter("batchId", chunk.batchId().value())
        .setParameter("firstRow", chunk.firstRow())
        .setParameter("lastRow", chunk.lastRow());
  }

  /** A statement that gives rows back. */
  public NativeQuery<Tuple> select(String sql, Chunk chunk) {
    return session
        .createNativeQuery(sql, Tuple.class)
        .setParameter("batchId", chunk.batchId().value())
        .setParameter("firstRow", chunk.firstRow())
        .setParameter("lastRow", chunk.lastRow());
  }
}
