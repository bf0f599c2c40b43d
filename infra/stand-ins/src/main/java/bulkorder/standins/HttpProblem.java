package bulkorder.standins;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A refusal, answered as {@code application/problem+json}: {@code code} for programs, {@code
 * detail} for people.
 */
final class HttpProblem extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;
  private final String detail;

  HttpProblem(int status, String code, String detail) {
    super(detail, null, false, false);
    this.status = status;
    this.code = code;
    this.detail = detail;
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  String detail() {
    return detail;
  }

  HttpAnswer.Full answer(Map<String, String> headers) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", "about:blank");
    body.put("status", status);
    body.put("code", code);
    body.put("detail", detail);
    return new HttpAnswer.Full(status, "application/problem+json", headers, Json.text(body));
  }
}
