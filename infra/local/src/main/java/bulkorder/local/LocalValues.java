package bulkorder.local;

import bulkorder.local.events.QueueAddress;
import bulkorder.local.template.Expression;
import bulkorder.local.template.Template;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the template's references mean on this machine. */
final class LocalValues implements Expression.Values {
  /** What a key of AWS KMS is called here, and a secret that nobody uses. */
  private static final String NONE = "";

  /** What a deployment of this machine is called, which knows one alone. */
  private static final String RELEASE = "local";

  private final Map<String, String> refs = new HashMap<>();
  private final Map<String, String> attributes = new HashMap<>();
  private final Map<String, String> meanings = new HashMap<>();

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
    template.buckets().forEach((id, onAws) -> bucket(id, onAws, ResourceNames.bucket(id)));
    outputs(standIns);
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
    secret("AddressHashKey", LocalKey.ofAddressHashes(dataDirectory).configured());
    secret("StripeSecret", NONE);
    refs.put("PaymentServiceUrl", standIns.payments().endpoint().toString());
    refs.put("NotificationServiceUrl", standIns.mail().endpoint().toString());
    refs.put("TokenIssuer", standIns.issuer().issuer().toString());
    refs.put("TokenKeysUrl", standIns.issuer().keys().toString());
    refs.put("MailFrom", LocalSystem.MAIL_FROM);
    refs.put("Release", RELEASE);
  }

  /** Of the nested stacks that have no part here, what functions are told. */
  private void outputs(StandIns standIns) {
    attributes.put("Database.Outputs.Url", standIns.postgres().jdbcUrl());
    attributes.put("Database.Outputs.Owner", standIns.postgres().user());
    attributes.put("Keys.Outputs.PersonalFieldsKeyAlias", NONE);
  }

  /** What a function is told of a secret, as CloudFormation puts it in its place. */
  private void secret(String name, String value) {
    attributes.put("Secrets.Outputs." + name + "Arn", name);
    meanings.put("{{resolve:secretsmanager:" + name + "}}", value);
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
    meanings.put(
        "https://%s.execute-api.%s.amazonaws.com".formatted(id, region), endpoint.toString());
  }

  private void queue(String id, QueueAddress queue) {
    refs.put(id, queue.url());
    attributes.put(id + ".Arn", queue.arn());
    attributes.put(id + ".QueueName", id);
    attributes.put(id + ".QueueUrl", queue.url());
  }

  private void bucket(String id, Optional<Expression> onAws, String name) {
    refs.put(id, name);
    onAws.ifPresent(called -> meanings.put(called.resolve(this), name));
    attributes.put(id + ".Arn", "arn:aws:s3:::" + name);
  }

  /**
   * What the text is here: an HTTP API's address is where it listens, a secret its value, and a
   * bucket's name on AWS that of the bucket here.
   */
  String text(Expression expression) {
    String text = expression.resolve(this);
    for (var meaning : meanings.entrySet()) {
      text = text.replace(meaning.getKey(), meaning.getValue());
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
