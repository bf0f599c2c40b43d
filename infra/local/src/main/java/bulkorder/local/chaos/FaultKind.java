package bulkorder.local.chaos;

/** What can go wrong at random, where, and what share of all faults it has. */
enum FaultKind {
  KILLED_BEFORE_COMMIT("process killed before a commit", Site.COMMIT, Phase.BEFORE, 14),
  KILLED_AFTER_COMMIT("process killed after a commit", Site.COMMIT, Phase.AFTER, 14),
  KILLED_BEFORE_SEND("process killed before a send", Site.SEND, Phase.BEFORE, 6),
  KILLED_AFTER_SEND("process killed after a send", Site.SEND, Phase.AFTER, 6),
  KILLED_BEFORE_CHARGE("process killed before a charge", Site.CHARGE, Phase.BEFORE, 6),
  KILLED_AFTER_CHARGE("process killed after a charge", Site.CHARGE, Phase.AFTER, 6),
  KILLED_BEFORE_MAIL("process killed before a mail request", Site.MAIL, Phase.BEFORE, 4),
  KILLED_AFTER_MAIL("process killed after a mail request", Site.MAIL, Phase.AFTER, 4),
  KILLED_AT_ANY_MOMENT("process killed at any moment", Site.CHARGE, Phase.BEFORE, 16),
  OBJECT_TOLD_TWICE("object told of twice", Site.OBJECT, Phase.BEFORE, 4),
  OBJECT_TOLD_LATE("object told of late, after younger ones", Site.OBJECT, Phase.BEFORE, 4),
  MESSAGE_TWICE("messages delivered twice", Site.SEND, Phase.BEFORE, 14),
  MESSAGE_LATE("messages delivered late, after younger ones", Site.SEND, Phase.BEFORE, 14),
  SEND_ANSWER_LOST("answer to a send lost", Site.SEND, Phase.AFTER, 8),
  ACKNOWLEDGEMENT_LOST("acknowledgement lost", Site.ACKNOWLEDGE, Phase.BEFORE, 14),
  QUEUES_DOWN("queues gone for 30 s", Site.SEND, Phase.BEFORE, 2),
  CHARGE_ARRIVES_LATE("provider hears of a charge up to 40 s later", Site.CHARGE, Phase.BEFORE, 12),
  CHARGE_ANSWERED_LATE("provider answers up to 40 s later", Site.CHARGE, Phase.AFTER, 12),
  CHARGE_ANSWERED_5XX("provider answers 500, 502 or 503", Site.CHARGE, Phase.BEFORE, 18),
  CUT_BEFORE_CHARGE("connection cut before charging", Site.CHARGE, Phase.BEFORE, 14),
  CUT_AFTER_CHARGE("connection cut after charging", Site.CHARGE, Phase.AFTER, 14),
  MAIL_ANSWERED_5XX("mail service answers 500", Site.MAIL, Phase.BEFORE, 4),
  CUT_AFTER_MAIL("connection cut after mails were taken", Site.MAIL, Phase.AFTER, 4),
  DATABASE_CUT("all connections with the database cut", Site.COMMIT, Phase.BEFORE, 4),
  DATABASE_PAUSED("database silent for 20 s", Site.COMMIT, Phase.BEFORE, 2),
  DATABASE_RESTARTED("database restarted", Site.COMMIT, Phase.BEFORE, 2);

  private final String text;
  private final Site site;
  private final Phase phase;
  private final int share;

  FaultKind(String text, Site site, Phase phase, int share) {
    this.text = text;
    this.site = site;
    this.phase = phase;
    this.share = share;
  }

  /** Where it can happen. */
  Site site() {
    return site;
  }

  /** On which side of the write. */
  Phase phase() {
    return phase;
  }

  int share() {
    return share;
  }

  /** Whether it ends the process whose write it is. */
  boolean kills() {
    return switch (this) {
      case KILLED_BEFORE_COMMIT,
          KILLED_AFTER_COMMIT,
          KILLED_BEFORE_SEND,
          KILLED_AFTER_SEND,
          KILLED_BEFORE_CHARGE,
          KILLED_AFTER_CHARGE,
          KILLED_BEFORE_MAIL,
          KILLED_AFTER_MAIL ->
          true;
      case KILLED_AT_ANY_MOMENT,
          OBJECT_TOLD_TWICE,
          OBJECT_TOLD_LATE,
          MESSAGE_TWICE,
          MESSAGE_LATE,
          SEND_ANSWER_LOST,
          ACKNOWLEDGEMENT_LOST,
          QUEUES_DOWN,
          CHARGE_ARRIVES_LATE,
          CHARGE_ANSWERED_LATE,
          CHARGE_ANSWERED_5XX,
          CUT_BEFORE_CHARGE,
          CUT_AFTER_CHARGE,
          MAIL_ANSWERED_5XX,
          CUT_AFTER_MAIL,
          DATABASE_CUT,
          DATABASE_PAUSED,
          DATABASE_RESTARTED ->
          false;
    };
  }

  @Override
  public String toString() {
    return text;
  }
}
