package bulkorder.local.events;

/** Takes a sentence for whoever watches the run: what went wrong between the parts. */
@FunctionalInterface
public interface Problems {
  /** Reports one problem. */
  void report(String sentence);
}
