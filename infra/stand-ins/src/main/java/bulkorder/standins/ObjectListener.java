package bulkorder.standins;

/** Hears of the objects that appear in an {@link S3Server}. */
@FunctionalInterface
public interface ObjectListener {

  /**
   * Called when the object can be read and before the client has its answer, on the request's
   * thread and on several at the same time: hand the event on and return. What it throws, the
   * client gets as an error 500, though the object stays.
   */
  void objectCreated(ObjectCreated event);
}
