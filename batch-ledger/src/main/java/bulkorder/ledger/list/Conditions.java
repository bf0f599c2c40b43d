package bulkorder.ledger.list;

import jakarta.persistence.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/** What the items of a list have in common, as SQL; what is not asked for is not in it. */
public final class Conditions {

  private final List<String> conditions = new ArrayList<>();
  private final Map<String, Object> values = new HashMap<>();

  /** Holds always. */
  public Conditions and(String condition) {
    conditions.add(condition);
    return this;
  }

  /**
   * Holds if there is a value.
   *
   * @param condition in which the value stands as {@code :name}
   */
  public Conditions and(String condition, String name, @Nullable Object value) {
    if (value != null) {
      conditions.add(condition);
      values.put(name, value);
    }
    return this;
  }

  /** Gives a further value that a condition names. */
  public Conditions with(String name, Object value) {
    values.put(name, value);
    return this;
  }

  /**
   * A query for what meets them all.
   *
   * @param sql with a place {@code %s} for the conditions
   */
  public NativeQuery<Tuple> query(Session session, String sql) {
    NativeQuery<Tuple> query =
        session.createNativeQuery(sql.formatted(String.join(" and ", conditions)), Tuple.class);
    values.forEach(query::setParameter);
    return query;
  }
}
