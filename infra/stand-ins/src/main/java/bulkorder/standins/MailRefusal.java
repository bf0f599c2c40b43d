package bulkorder.standins;

/** Why SES did not send a mail: the status of a bulk entry, or the error of a single mail. */
final class MailRefusal extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String status;

  MailRefusal(String status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  String status() {
    return status;
  }

  HttpProblem problem() {
    String message = String.valueOf(getMessage());
    return switch (status) {
      case "MESSAGE_REJECTED" -> new HttpProblem(400, "MessageRejected", message);
      case "TEMPLATE_NOT_FOUND" -> new HttpProblem(404, "NotFoundException", message);
      case "TRANSIENT_FAILURE" -> new HttpProblem(429, "TooManyRequestsException", message);
      default -> new HttpProblem(400, "BadRequestException", message);
    };
  }
}
