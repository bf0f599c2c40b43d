package bulkorder.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bulkorder.local.lambda.StartCache;
import bulkorder.local.toy.ToyArtifact;
import bulkorder.local.toy.ToyFunction;
import bulkorder.standins.PaymentServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The whole wiring, with a toy in the place of each function. */
class LocalSystemTest {
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);
  private static final String TEMPLATE =
      """
      Globals:
        Function: {CodeUri: toy/target/function.zip, Handler: "%s::handleRequest", Timeout: 30}
      Resources:
        Files:
          Type: AWS::S3::Bucket
          Properties: {BucketName: !Sub "${AWS::StackName}-files-${AWS::AccountId}"}
        Api: {Type: AWS::Serverless::HttpApi}
        Failures: {Type: AWS::SQS::Queue}
        MailEvents: {Type: AWS::SQS::Queue}
        Set: {Type: AWS::SES::ConfigurationSet, Properties: {Name: !Sub "${AWS::StackName}-mail"}}
        Destination:
          Type: AWS::SES::ConfigurationSetEventDestination
          Properties:
            ConfigurationSetName: !Ref Set
            EventDestination:
              Enabled: true
              MatchingEventTypes: [BOUNCE]
              EventBridgeDestination: {EventBusArn: default}
        Rule:
          Type: AWS::Events::Rule
          Properties:
            EventPattern:
              source: [aws.ses]
              detail: {mail: {tags: {"ses:configuration-set": [!Ref Set]}}}
            Targets: [{Id: queue, Arn: !GetAtt MailEvents.Arn, InputPath: $.detail}]
        MailEventFunction:
          Type: AWS::Serverless::Function
          Properties:
            Events:
              Told: {Type: SQS, Properties: {Queue: !GetAtt MailEvents.Arn}}
        SchemaFunction: {Type: AWS::Serverless::Function}
        FileFunction:
          Type: AWS::Serverless::Function
          Properties:
            Events:
              File: {Type: S3, Properties: {Bucket: !Ref Files, Events: s3:ObjectCreated:*}}
            EventInvokeConfig:
              DestinationConfig:
                OnFailure: {Type: SQS, Destination: !GetAtt Failures.Arn}
        FailureFunction:
          Type: AWS::Serverless::Function
          Properties:
            Events:
              Failed: {Type: SQS, Properties: {Queue: !GetAtt Failures.Arn}}
        PageFunction:
          Type: AWS::Serverless::Function
          Properties:
            Environment:
              Variables:
                GREETING: !Sub >-
                  https://${Api}.execute-api.${AWS::Region}.${AWS::URLSuffix}/api/v1
                  files in ${AWS::StackName}-files-${AWS::AccountId}
            Events:
              Page:
                Type: HttpApi
                Properties:
                  {ApiId: !Ref Api, Path: "/{proxy+}", Method: ANY, PayloadFormatVersion: "2.0"}
      """
          .formatted(ToyFunction.class.getName());

  static Path logs;
  static LocalSystem system;

  @BeforeAll
  static void start(@TempDir Path root) throws Exception {
    Files.writeString(root.resolve("template.yaml"), TEMPLATE);
    ToyArtifact.in(root);
    Files.createDirectories(root.resolve("infra/local/target"));
    Files.createSymbolicLink(
        root.resolve("infra/local/target/lambda-runtime"), ToyArtifact.lambdaRuntime());
    var options =
        new LocalOptions(
            root,
            root.resolve("data"),
            new TimeFactor(200),
            1,
            StandInServices::start,
            PaymentServer.Behaviour.NONE,
            Packaging.JVM,
            UnaryOperator.identity(),
            StartCache.USE,
            _ -> {},
            Interference.NONE);
    logs = options.logs();
    system = LocalSystem.start(options);
  }

  @AfterAll
  static void stop() {
    system.close();
  }

  @Test
  void the_schema_function_was_given_the_clients() {
    assertThat(log("SchemaFunction")).contains("\"clientId\":\"demo\"", "\"clientId\":\"acme\"");
  }

  @Test
  void a_request_reaches_its_function() throws Exception {
    assertThat(page("/hello")).contains("\"rawPath\":\"/hello\"");
  }

  private static String page(String path) throws Exception {
    var request = HttpRequest.newBuilder(system.addresses().api().resolve(path)).build();
    try (var http = HttpClient.newHttpClient()) {
      return http.send(request, BodyHandlers.ofString()).body();
    }
  }

  @Test
  void an_object_reaches_its_function() {
    put("incoming/demo/a file.csv");
    await()
        .atMost(LONG_ENOUGH)
        .until(() -> log("FileFunction").contains("\"key\":\"incoming/demo/a+file.csv\""));
  }

  @Test
  void an_object_whose_function_fails_for_good_reaches_the_destinations_consumer() {
    put("fail.csv");
    await().atMost(LONG_ENOUGH).until(() -> log("FailureFunction").contains("RetriesExhausted"));
    assertThat(log("FileFunction").lines().filter(line -> line.contains("\"key\":\"fail.csv\"")))
        .hasSize(3);
  }

  @Test
  void a_mail_that_bounces_reaches_the_queues_consumer_as_ses_tells_it() throws Exception {
    mail("else@complaint.example");
    mail("bounce@simulator.amazonses.com");
    await()
        .atMost(LONG_ENOUGH)
        .until(() -> log("MailEventFunction").contains("bounce@simulator.amazonses.com"));
    assertThat(log("MailEventFunction"))
        .contains("{\\\"eventType\\\":\\\"Bounce\\\"")
        .doesNotContain("complaint.example");
  }

  @Test
  void a_function_is_told_where_the_api_listens() throws Exception {
    assertThat(page("/describe")).contains(" " + system.addresses().api() + "/api/v1 ");
  }

  @Test
  void a_function_that_calls_the_bucket_by_its_name_is_told_what_it_is_called_here()
      throws Exception {
    assertThat(page("/describe")).contains(" files in " + system.addresses().bucket() + " ");
  }

  private static void mail(String to) throws Exception {
    var body =
        """
        {"FromEmailAddress":"a@example.com","ConfigurationSetName":"local-mail",
         "Destination":{"ToAddresses":["%s"]},
         "Content":{"Simple":{"Subject":{"Data":"a"},"Body":{"Text":{"Data":"b"}}}}}
        """
            .formatted(to);
    var request =
        HttpRequest.newBuilder(system.addresses().mailbox().resolve("/v2/email/outbound-emails"))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (var http = HttpClient.newHttpClient()) {
      assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }
  }

  private static void put(String key) {
    var at = system.addresses();
    try (var s3 =
        S3Client.builder()
            .endpointOverride(at.s3())
            .region(Region.of(at.region()))
            .forcePathStyle(true)
            .serviceConfiguration(sent -> sent.chunkedEncodingEnabled(false))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(at.accessKeyId(), at.secretAccessKey())))
            .httpClient(UrlConnectionHttpClient.create())
            .build()) {
      s3.putObject(
          request -> request.bucket(at.bucket()).key(key), RequestBody.fromString("content"));
    }
  }

  private static String log(String function) {
    try {
      var file = logs.resolve(function + ".log");
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
