package bulkorder.payment;

/** The ways in which a call of a provider does not say captured or declined. */
enum CallFailure {
  /** No connection came about: the provider knows nothing of the call. */
  NEVER_LEFT,
  /** The request left, and the connection or the patience ended before the answer. */
  LOST,
  /** The provider, or something before it, gave up for the moment (502, 503, 504). */
  UNAVAILABLE,
  /** The provider failed in the middle of it (any other 5xx). */
  BROKEN,
  /** Too many requests (429): this one was not looked at. */
  BUSY,
  /** The provider will not deal with requests like this, which is for the operators to change. */
  TURNED_AWAY,
  /** An answer of which nobody can say what it means for the money. */
  UNCLEAR;

  /** Whether it speaks against the provider's health. */
  boolean isFault() {
    return switch (this) {
      case NEVER_LEFT, LOST, UNAVAILABLE, BROKEN -> true;
      case BUSY, TURNED_AWAY, UNCLEAR -> false;
    };
  }

  /** Whether the same call may well succeed a moment later. */
  boolean passes() {
    return switch (this) {
      case NEVER_LEFT, UNAVAILABLE, BUSY -> true;
      case LOST, BROKEN, TURNED_AWAY, UNCLEAR -> false;
    };
  }
}
