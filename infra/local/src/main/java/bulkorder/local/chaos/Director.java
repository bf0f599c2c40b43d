package bulkorder.local.chaos;

/** Decides at each passage what becomes of it. Called from many threads at once. */
@FunctionalInterface
interface Director {
  /** Lets everything pass. */
  Director NONE = _ -> Action.GO_ON;

  /** May kill the process first; may take its time. */
  Action at(Passage passage);
}
