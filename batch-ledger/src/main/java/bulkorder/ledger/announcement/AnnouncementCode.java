package bulkorder.ledger.announcement;

/**
 * Why an attempt to deliver an announcement did not succeed. The codes are part of the API; each
 * has a sentence in every language.
 */
public enum AnnouncementCode {
  /** The host has no address, or no connection came about. */
  NOT_REACHED,
  /** No secure connection came about: the certificate is not valid for the host, for instance. */
  NOT_SECURE,
  /** There was no complete answer in time. */
  TIMEOUT,
  /** The connection broke, or what came was no HTTP. */
  BROKEN_ANSWER,
  /** The answer was another address, which is not followed. */
  REDIRECTED,
  /** The answer was a status from 400 to 499. */
  REFUSED_BY_RECEIVER,
  /** The answer was a status from 500, or another that is none of success. */
  FAULT_OF_RECEIVER,
  /** The answer was 410: the address wants nothing any more. */
  GONE,
  /** The address is not one that may be called, such as one of a private network. */
  ADDRESS_NOT_ALLOWED,
  /** The client has removed its address, or its operators. */
  NOT_WANTED,
  /** The mail provider does not take the mails at present. */
  MAIL_NOT_TAKEN,
  /** It could not be worked on because of a fault of the service, again and again. */
  NOT_SENT
}
