package bulkorder.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateReaderTest {
  private static final String SMALL =
      """
      Parameters:
        Sender: {Type: String, Default: shop@example.com}
        Secret: {Type: String}
      Globals:
        Function:
          Handler: toy.Handler
          Timeout: 60
          Environment:
            Variables:
              SECRET: !Ref Secret
              PLACE: everywhere
      Resources:
        Work:
          Type: AWS::SQS::Queue
          Properties:
            VisibilityTimeout: 90
            RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 5}
        Dead: {Type: AWS::SQS::Queue}
        Files: {Type: AWS::S3::Bucket}
        Api: {Type: AWS::Serverless::HttpApi}
        Alarm: {Type: AWS::CloudWatch::Alarm, Properties: {Whatever: !If [a, b, c]}}
        Log: {Type: AWS::Logs::LogGroup}
        Worker:
          Type: AWS::Serverless::Function
          Properties:
            CodeUri: worker/target/function.zip
            Timeout: 30
            Environment:
              Variables:
                PLACE: here
                QUEUE: !Ref Work
                URL: !Sub https://${Api}.${AWS::Region}/${!literal}/${Work.QueueName}
                LONG: {"Fn::GetAtt": [Work, Arn]}
            Events:
              Queue:
                Type: SQS
                Properties:
                  Queue: !GetAtt Work.Arn
                  MaximumBatchingWindowInSeconds: 2
                  FunctionResponseTypes: [ReportBatchItemFailures]
                  ScalingConfig: {MaximumConcurrency: 4}
              Now: {Type: Schedule, Properties: {Schedule: rate(5 minutes), Input: "{}"}}
              File:
                Type: S3
                Properties:
                  Bucket: !Ref Files
                  Events: s3:ObjectCreated:*
                  Filter: {S3Key: {Rules: [{Name: prefix, Value: incoming/}]}}
              Page:
                Type: HttpApi
                Properties:
                  {ApiId: !Ref Api, Path: /, Method: GET, PayloadFormatVersion: "2.0"}
              Log: {Type: CloudWatchLogs, Properties: {LogGroupName: !Ref Log, FilterPattern: x}}
            EventInvokeConfig:
              MaximumRetryAttempts: 1
              MaximumEventAgeInSeconds: 60
              DestinationConfig:
                OnFailure: {Type: SQS, Destination: !GetAtt Dead.Arn}
      """;

  private static final String NESTING =
      """
      Parameters:
        Sender: {Type: String, Default: shop@example.com}
      Resources:
        Events: {Type: AWS::SQS::Queue}
        Mail:
          Type: AWS::CloudFormation::Stack
          Properties:
            TemplateURL: mail.yaml
            Parameters: {Prefix: !Ref AWS::StackName, QueueArn: !GetAtt Events.Arn}
      """;

  private static final String NESTED =
      """
      Parameters:
        Prefix: {Type: String}
        QueueArn: {Type: String}
      Outputs: {Name: {Value: !Ref Set}}
      Resources:
        Alarm: {Type: AWS::CloudWatch::Alarm}
        Fn::ForEach::Alarms: [H, [a, b], {"&{H}Alarm": {Type: AWS::SNS::Topic}}]
        Set: {Type: AWS::SES::ConfigurationSet, Properties: {Name: !Sub "${Prefix}-mail"}}
        Destination:
          Type: AWS::SES::ConfigurationSetEventDestination
          Properties:
            ConfigurationSetName: !Ref Set
            EventDestination:
              Enabled: true
              MatchingEventTypes: [BOUNCE]
              EventBridgeDestination: {EventBusArn: bus}
        Rule:
          Type: AWS::Events::Rule
          Properties:
            EventPattern:
              source: [aws.ses]
              detail: {mail: {tags: {"ses:configuration-set": [!Ref Set]}}}
            Targets: [{Id: queue, Arn: !Ref QueueArn, InputPath: $.detail}]
        Thanks:
          Type: AWS::SES::Template
          Properties:
            Template:
              {TemplateName: !Sub "${Prefix}-thanks", SubjectPart: a, TextPart: b, HtmlPart: c}
      """;

  private static final String NESTING_QUEUES =
      """
      Resources:
        Queues:
          Type: AWS::CloudFormation::Stack
          Properties:
            TemplateURL: queues.yaml
            Parameters: {Prefix: !Select [0, [a, b]]}
        Files: {Type: AWS::S3::Bucket}
        Worker:
          Type: AWS::Serverless::Function
          Properties:
            CodeUri: worker/target/function.zip
            Handler: toy.Handler
            Environment:
              Variables:
                QUEUE: !GetAtt Queues.Outputs.WorkUrl
                ARN: !Sub "<${Queues.Outputs.WorkArn}>"
                ELSEWHERE: !GetAtt Database.Outputs.Url
            Events:
              Queue: {Type: SQS, Properties: {Queue: !GetAtt Queues.Outputs.WorkArn}}
            EventInvokeConfig:
              DestinationConfig:
                OnFailure: {Type: SQS, Destination: !GetAtt Queues.Outputs.DeadArn}
      """;

  private static final String QUEUES =
      """
      Parameters: {Prefix: {Type: String}}
      Conditions: {Never: !Equals [a, b]}
      Resources:
        Work:
          Type: AWS::SQS::Queue
          Properties:
            QueueName: !Sub ${Prefix}-work
            RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 5}
        Dead: {Type: AWS::SQS::Queue}
      Outputs:
        WorkUrl: {Value: !Ref Work}
        WorkArn: {Value: !GetAtt Work.Arn}
        DeadArn: {Value: !GetAtt Dead.Arn}
      """;

  private final Path directory;

  TemplateReaderTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private static Template read(String text) {
    try {
      return TemplateReader.read(new StringReader(text), Path.of("/"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private Template nesting(String nested) throws IOException {
    Files.writeString(directory.resolve("mail.yaml"), nested);
    Files.writeString(directory.resolve("template.yaml"), NESTING);
    return TemplateReader.read(directory.resolve("template.yaml"));
  }

  @Test
  void a_nested_stack_is_read_with_the_parameters_that_it_is_given() throws IOException {
    var stackName = new Expression.Ref("AWS::StackName");
    var set = new Expression.Joined(List.of(stackName, new Expression.Literal("-mail")));
    var thanks = new Expression.Joined(List.of(stackName, new Expression.Literal("-thanks")));
    assertThat(nesting(NESTED).mail())
        .isEqualTo(
            new MailResources(
                List.of(new MailTemplateResource(thanks, "a", "b", "c")),
                List.of(new MailEventDestination(set, Set.of("BOUNCE"))),
                List.of(
                    new MailEventRule(
                        List.of(set), List.of(new Expression.Attribute("Events", "Arn"))))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          AWS::CloudWatch::Alarm | AWS::S3::Bucket | mail.yaml.Resources.Alarm is of type AWS::S3::Bucket, which the local run plays in the root template alone
          AWS::SNS::Topic | AWS::SQS::Queue | mail.yaml.Resources.Fn::ForEach::Alarms.&{H}Alarm is made by a loop, which the local run does not play
          Enabled: true | Enabled: false | mail.yaml.Resources.Destination.Properties.EventDestination.Enabled must be true but is false
          source: [aws.ses] | source: [aws.s3] | mail.yaml.Resources.Rule.Properties.EventPattern.source must be aws.ses but is aws.s3
          source: [aws.ses] | account: [a] | mail.yaml.Resources.Rule.Properties.EventPattern.account is not known to the local run, which would ignore it
          $.detail | $.id | mail.yaml.Resources.Rule.Properties.Targets.InputPath must be $.detail but is $.id
          !Ref QueueArn | !Ref Sender | mail.yaml.Resources.Rule.Properties.Targets.Arn refers to Sender; in a nested stack the local run plays parameters
          !Ref QueueArn | !GetAtt Events.Arn | mail.yaml.Resources.Rule.Properties.Targets.Arn refers to Events.Arn; in a nested stack the local run plays parameters
          """)
  void what_is_not_played_of_a_nested_stack_is_refused_by_name(
      String there, String instead, String sentence) {
    assertThatThrownBy(() -> nesting(NESTED.replace(there, instead)))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining(sentence);
  }

  private Template nestingQueues(String nesting, String nested) throws IOException {
    Files.writeString(directory.resolve("queues.yaml"), nested);
    Files.writeString(directory.resolve("template.yaml"), nesting);
    return TemplateReader.read(directory.resolve("template.yaml"));
  }

  @Test
  void queues_of_a_nested_stack_are_known_by_what_its_outputs_say() throws IOException {
    var template = nestingQueues(NESTING_QUEUES, QUEUES);
    var worker = template.functions().values().iterator().next();
    assertThat(template.queues()).containsOnlyKeys("Work", "Dead");
    assertThat(worker.messages().map(EventSource.Messages::queue)).contains("Work");
    assertThat(worker.asyncInvocations().onFailureQueue()).contains("Dead");
    assertThat(worker.environment())
        .containsEntry("QUEUE", new Expression.Ref("Work"))
        .containsEntry(
            "ARN",
            new Expression.Joined(
                List.of(
                    new Expression.Literal("<"),
                    new Expression.Attribute("Work", "Arn"),
                    new Expression.Literal(">"))))
        .containsEntry("ELSEWHERE", new Expression.Attribute("Database", "Outputs.Url"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Queue: !GetAtt Queues.Outputs.WorkArn | Queue: !GetAtt Queues.Outputs.WorkUrl | Resources.Worker.Properties.Events.Queue.Properties.Queue must be the Arn of a queue
          Files: {Type: AWS::S3::Bucket} | Work: {Type: AWS::SQS::Queue} | two stacks have a queue with the logical id Work
          Value: !Ref Work | Value: !Ref Prefix | queues.yaml.Outputs.WorkUrl.Value must be a queue of this file, or an attribute of one
          Dead: {Type: AWS::SQS::Queue} | Dead: {Type: AWS::SQS::Queue, Condition: Never} | queues.yaml.Resources.Dead.Condition is not known to the local run, which would ignore it
          Dead: {Type: AWS::SQS::Queue} | Dead: {Type: AWS::S3::Bucket} | queues.yaml.Resources.Dead is of type AWS::S3::Bucket, which the local run plays in the root template alone
          """)
  void what_is_not_said_of_nested_queues_as_it_must_be_is_refused_by_name(
      String there, String instead, String sentence) {
    assertThatThrownBy(
            () ->
                nestingQueues(
                    NESTING_QUEUES.replace(there, instead), QUEUES.replace(there, instead)))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void a_nested_stack_without_its_file_is_refused() {
    assertThatThrownBy(() -> read(NESTING.replace("mail.yaml", "gone.yaml")))
        .hasMessage(
            "template line 8: Resources.Mail.Properties.TemplateURL names gone.yaml, which is no"
                + " file beside the template");
  }

  @Test
  void a_queue_has_its_times_and_its_dead_letter_queue() {
    assertThat(read(SMALL).queues())
        .isEqualTo(
            Map.of(
                "Work",
                new QueueResource(
                    "Work",
                    Duration.ofSeconds(90),
                    Duration.ZERO,
                    Optional.of(new QueueResource.Redrive("Dead", 5))),
                "Dead",
                new QueueResource(
                    "Dead", Duration.ofSeconds(30), Duration.ZERO, Optional.empty())));
  }

  @Test
  void a_parameter_has_its_default_or_none() {
    assertThat(read(SMALL).parameters())
        .isEqualTo(Map.of("Sender", Optional.of("shop@example.com"), "Secret", Optional.empty()));
  }

  @Test
  void a_functions_own_settings_win_over_the_globals() {
    var worker = worker();
    assertThat(worker.timeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(worker.handler()).isEqualTo("toy.Handler");
    assertThat(worker.memoryMegabytes()).isEqualTo(128);
    assertThat(worker.environment())
        .containsEntry("PLACE", new Expression.Literal("here"))
        .containsEntry("SECRET", new Expression.Ref("Secret"))
        .containsEntry("LONG", new Expression.Attribute("Work", "Arn"));
  }

  @Test
  void references_in_a_text_are_resolved_where_they_stand() {
    var values =
        new Expression.Values() {
          @Override
          public String ref(String name) {
            return "<" + name + ">";
          }

          @Override
          public String attribute(String resource, String attribute) {
            return "<" + resource + " " + attribute + ">";
          }
        };
    assertThat(worker().environment().get("URL"))
        .extracting(expression -> expression.resolve(values))
        .isEqualTo("https://<Api>.<AWS::Region>/${literal}/<Work QueueName>");
  }

  @Test
  void each_kind_of_event_is_read() {
    assertThat(worker().events())
        .containsExactly(
            new EventSource.Messages(
                "Work",
                10,
                Duration.ofSeconds(2),
                EventSource.FailureReport.BATCH_ITEMS,
                Optional.of(4)),
            new EventSource.Schedule(Duration.ofMinutes(5), "{}"),
            new EventSource.Objects("Files", List.of("s3:ObjectCreated:*"), "incoming/", ""),
            new EventSource.Requests("Api", "/", "GET", Duration.ofSeconds(30)),
            new EventSource.LogLines("Log"));
  }

  @Test
  void asynchronous_invocations_have_retries_an_age_and_a_destination() {
    assertThat(worker().asyncInvocations())
        .isEqualTo(new AsyncInvocations(1, Duration.ofSeconds(60), Optional.of("Dead")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Timeout: 30 | Timeout: !If [a, 1, 2] | Resources.Worker.Properties.Timeout uses !If; the local run plays !Ref, !GetAtt and !Sub
          Timeout: 30 | Timeout: soon | Resources.Worker.Properties.Timeout must be a whole number but is soon
          Timeout: 30 | Layers: [a] | Resources.Worker.Properties.Layers is not known to the local run, which would ignore it
          VisibilityTimeout: 90 | FifoQueue: true | Resources.Work.Properties.FifoQueue is not known to the local run, which would ignore it
          rate(5 minutes) | cron(0 12) | Resources.Worker.Properties.Events.Now.Properties.Schedule must be rate(N minutes|hours|days) but is cron(0 12)
          Type: Schedule | Type: SNS | Resources.Worker.Properties.Events.Now is of type SNS; the local run plays S3, SQS, HttpApi, Schedule and CloudWatchLogs
          AWS::S3::Bucket | AWS::DynamoDB::Table | Resources.Files is of type AWS::DynamoDB::Table, which the local run does not play
          "2.0" | "1.0" | Resources.Worker.Properties.Events.Page.Properties.PayloadFormatVersion must be 2.0 but is 1.0
          ReportBatchItemFailures | Sometimes | Resources.Worker.Properties.Events.Queue.Properties.FunctionResponseTypes must be ReportBatchItemFailures but is Sometimes
          CodeUri: worker | InlineCode: worker | Resources.Worker.Properties.InlineCode is not known to the local run, which would ignore it
          """)
  void what_would_be_ignored_is_refused_by_name(String there, String instead, String sentence) {
    assertThatThrownBy(() -> read(SMALL.replace(there, instead)))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void a_refusal_names_the_line() {
    assertThatThrownBy(() -> read(SMALL.replace("Type: AWS::S3::Bucket", "Type: Unheard::Of")))
        .hasMessage(
            "template line 19: Resources.Files is of type Unheard::Of, which the local run does"
                + " not play");
  }

  private static FunctionResource worker() {
    return read(SMALL).functions().values().iterator().next();
  }
}
