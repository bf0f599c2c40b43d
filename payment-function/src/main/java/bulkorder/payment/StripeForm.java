package bulkorder.payment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.StringJoiner;

/** The body of a request to Stripe: fields, form-encoded. */
final class StripeForm {

  private final StringJoiner fields = new StringJoiner("&");

  StripeForm with(String field, String value) {
    fields.add(URLEncoder.encode(field, UTF_8) + "=" + URLEncoder.encode(value, UTF_8));
    return this;
  }

  String encoded() {
    return fields.toString();
  }
}
