package bulkorder.local;

import bulkorder.local.events.QueueAddress;
import bulkorder.local.template.Expression;
import bulkorder.local.template.Template;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What the template's references mean on this machine. */
final class LocalValues implements Expression.Values {
  /** What a key of AWS KMS is called here, where there is none. */
  private static final String NO_KEY = "";

  private final Map<String, String> refs = new HashMap<>();
  private final Map<String, String> attributes = new HashMap<>();
  private final Map<String, String> addresses = new HashMap<>();

  /**
   * Of a template on these stand-ins.
   *
   * @param dataDirectory holds this machine's keys
   * @param api where the HTTP API listens
   */
  LocalValues(
      Template template,
      StandIns standIns,
      Path dataDirectory,
      Map<String, QueueAddress> queues,
      URI api)
      throws IOException {
    String region = standIns.aws().region();
    String account = standIns.aws().accountId();
    parameters(template, standIns, dataDirectory);
    pseudoParameters(region, account);
    template.apis().forEach(id -> api(id, region, api));
    queues.forEach((id, queue) -> queue(id, queue));
    template.buckets().forEach(id -> bucket(id, ResourceNames.bucket(id)));
    template.keyAliases().forEach(id -> refs.put(id, NO_KEY));
    for (var id : template.functions().keySet()) {
      refs.put(id, id);
      attributes.put(id + ".Arn", ResourceNames.functionArn(id, region, account));
    }
  }

  private void parameters(Template template, StandIns standIns, Path dataDirectory)
      throws IOException {
    template
        .parameters()
        .forEach((name, byDefault) -> byDefault.ifPresent(value -> refs.put(name, value)));
    refs.put("DatabaseUrl", standIns.postgres().jdbcUrl());
    refs.put("DatabaseUser", standIns.postgres().user());
    refs.put("DatabasePassword", standIns.postgres().password());
    refs.put("StatusDatabasePassword", standIns.postgres().password());
    refs.put("AddressHashKey", LocalKey.ofAddressHashes(dataDirectory).configured());
    refs.put("PaymentServiceUrl", standIns.payments().endpoint().toString());
    refs.put("NotificationServiceUrl", standIns.mail().endpoint().toString());
    refs.put("TokenIssuer", standIns.issuer().issuer().toString());
    refs.put("TokenKeysUrl", standIns.issuer().keys().toString());
    refs.put("MailFrom", LocalSystem.MAIL_FROM);
  }

  private void pseudoParameters(String region, String account) {
    refs.put("AWS::Region", region);
    refs.put("AWS::AccountId", account);
    refs.put("AWS::StackName", "local");
    refs.put("AWS::URLSuffix", "amazonaws.com");
    refs.put("AWS::Partition", "aws");
  }

  private void api(String id, String region, URI endpoint) {
    refs.put(id, id);
    addresses.put(
        "https://%s.execute-api.%s.amazonaws.com".formatted(id, region), endpoint.toString());
  }

  private void queue(String id, QueueAddress queue) {
    refs.put(id, queue.url());
    attributes.put(id + ".Arn", queue.arn());
    attributes.put(id + ".QueueName", id);
    attributes.put(id + ".QueueUrl", queue.url());
  }

  private void bucket(String id, String name) {
    refs.put(id, name);
    attributes.put(id + ".Arn", "arn:aws:s3:::" + name);
  }

  /** What the text is here: an HTTP API's address is where it listens. */
  String text(Expression expression) {
    String text = expression.resolve(this);
    for (var address : addresses.entrySet()) {
      text = text.replace(address.getKey(), address.getValue());
    }
    return text;
  }

  @Override
  public String ref(String name) {
    return value(refs, name);
  }

  @Override
  public String attribute(String resource, String attribute) {
    return value(attributes, resource + "." + attribute);
  }

  private static String value(Map<String, String> values, String name) {
    var value = values.get(name);
    if (value == null) {
      throw new IllegalStateException(
          "the template refers to " + name + ", which has no value on this machine");
    }
    return value;
  }
}
