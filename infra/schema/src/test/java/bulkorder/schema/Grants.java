package bulkorder.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What has been granted in a ledger to anybody but its owner, as the catalog has it. */
final class Grants {

  /** Partitions have the privileges of their kind, whatever their month. */
  private static final String ALL =
      """
      with granted as (
        select a.grantee, regexp_replace(c.relname, '_\\d{6}$', '_MONTH') as object, c.relowner as owner,
          lower(a.privilege_type) as privilege
        from pg_class c cross join aclexplode(c.relacl) a
        where c.relnamespace = 'public'::regnamespace
        union
        select a.grantee, c.relname, c.relowner,
          lower(a.privilege_type) || ' (' || string_agg(t.attname, ', ' order by t.attnum) || ')'
        from pg_class c join pg_attribute t on t.attrelid = c.oid cross join aclexplode(t.attacl) a
        where c.relnamespace = 'public'::regnamespace
        group by a.grantee, c.relname, c.relowner, a.privilege_type
        union
        select a.grantee, p.oid::regprocedure::text, p.proowner, lower(a.privilege_type)
        from pg_proc p cross join aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
        where p.pronamespace = 'public'::regnamespace
        union
        select a.grantee, 'schema ' || n.nspname, n.nspowner, lower(a.privilege_type)
        from pg_namespace n cross join aclexplode(n.nspacl) a
        where n.nspname = 'public'
        union
        select a.grantee, 'database', d.datdba, lower(a.privilege_type)
        from pg_database d cross join aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a
        where d.datname = current_database()
      )
      select format('%s: %s: %s', case grantee when 0 then 'public' else pg_get_userbyid(grantee) end, object,
        string_agg(privilege, ', ' order by privilege))
      from granted
      where grantee <> owner and pg_get_userbyid(grantee) <> 'pg_database_owner'
      group by grantee, object
      order by 1
      """;

  private Grants() {}

  /** Lines of {@code role: object: privileges}. */
  static List<String> in(Connection connection) throws SQLException {
    return lines(connection, ALL);
  }

  static List<String> lines(Connection connection, String query) throws SQLException {
    try (var statement = connection.createStatement();
        var result = statement.executeQuery(query)) {
      List<String> lines = new ArrayList<>();
      while (result.next()) {
        lines.add(result.getString(1));
      }
      return lines;
    }
  }
}
