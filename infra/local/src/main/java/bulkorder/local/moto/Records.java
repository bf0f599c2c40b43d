package bulkorder.local.moto;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a service tells of what it took in. */
public interface Records {

  /** The templates by whose names mails were sent, one item for each mail. */
  List<String> mails() throws IOException, InterruptedException;

  /** The queues in which something is, or is being worked on, with how many messages. */
  Map<String, Integer> messagesLeft();

  /** The keys of all objects below the prefix. */
  Set<String> keys(String prefix);
}
