package bulkorder.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What must hold of template.yaml and all that it nests; and that each rule can be broken. */
class DeploymentRulesTest {
  private static final String GOOD =
      """
      Globals:
        Function: {Timeout: 30, KmsKeyArn: !GetAtt Key.Arn}
      Resources:
        Files:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault: {SSEAlgorithm: aws:kms, KMSMasterKeyID: !Ref Key}
        FilesPolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Files
            PolicyDocument:
              Statement: {Effect: Deny, Condition: {Bool: {aws:SecureTransport: "false"}}}
        Work:
          Type: AWS::SQS::Queue
          Properties:
            KmsMasterKeyId: !Ref Key
            VisibilityTimeout: 182
            RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 5}
        Dead: {Type: AWS::SQS::Queue, Properties: {KmsMasterKeyId: !Ref Key, VisibilityTimeout: 180}}
        Policies:
          Type: AWS::SQS::QueuePolicy
          Properties:
            Queues: [!Ref Work, !Ref Dead]
            PolicyDocument:
              Statement: {Effect: Deny, Condition: {Bool: {aws:SecureTransport: "false"}}}
        Role:
          Type: AWS::IAM::Role
          Properties:
            ManagedPolicyArns: [!Ref Own]
            Policies:
              - PolicyDocument:
                  Statement:
                    - Sid: Read
                      Effect: Allow
                      Action: [s3:GetObject]
                      Resource: !Sub arn:${AWS::Partition}:s3:::${AWS::StackName}-files/in/*
        OtherRole: {Type: AWS::IAM::Role}
        Worker:
          Type: AWS::Serverless::Function
          Properties:
            FunctionName: !Sub ${AWS::StackName}-worker
            Role: !GetAtt Role.Arn
            AutoPublishCodeSha256: !Ref Release
            DeploymentPreference:
              Alarms: [!Sub "${AWS::StackName}-worker-errors", !Sub "${AWS::StackName}-worker-failed-messages"]
            Events:
              Work:
                Type: SQS
                Properties:
                  Queue: !GetAtt Work.Arn
                  BatchSize: 10
                  MaximumBatchingWindowInSeconds: 2
                  FunctionResponseTypes: [ReportBatchItemFailures]
                  ScalingConfig: {MaximumConcurrency: 2}
              File:
                Type: S3
                Properties:
                  Bucket: !Ref Files
                  Events: s3:ObjectCreated:*
                  Filter: {S3Key: {Rules: [{Name: prefix, Value: in/}]}}
            EventInvokeConfig:
              DestinationConfig: {OnFailure: {Type: SQS, Destination: !GetAtt Dead.Arn}}
        Last:
          Type: AWS::Serverless::Function
          Properties:
            FunctionName: !Sub ${AWS::StackName}-last
            Role: !GetAtt OtherRole.Arn
            AutoPublishCodeSha256: !Ref Release
            DeploymentPreference:
              Alarms:
                - !Sub ${AWS::StackName}-last-errors
                - !Sub ${AWS::StackName}-last-failed-messages
                - !Sub ${AWS::StackName}-api-faults
            Events:
              Calls: {Type: HttpApi, Properties: {ApiId: !Ref Api}}
              Dead:
                Type: SQS
                Properties:
                  Queue: !GetAtt Dead.Arn
                  FunctionResponseTypes: [ReportBatchItemFailures]
                  ScalingConfig: {MaximumConcurrency: 2}
              File:
                Type: S3
                Properties:
                  Bucket: !Ref Files
                  Events: s3:ObjectCreated:*
                  Filter: {S3Key: {Rules: [{Name: prefix, Value: out/}]}}
            EventInvokeConfig:
              DestinationConfig: {OnFailure: {Type: SQS, Destination: !GetAtt Dead.Arn}}
        WorkerLog:
          Type: AWS::Logs::LogGroup
          Properties:
            {LogGroupName: !Sub "/aws/lambda/${AWS::StackName}-worker", KmsKeyId: k, RetentionInDays: 9}
        LastLog:
          Type: AWS::Logs::LogGroup
          Properties:
            {LogGroupName: !Sub "/aws/lambda/${AWS::StackName}-last", KmsKeyId: k, RetentionInDays: 9}
        Fn::ForEach::Alarms:
          - H
          - [worker, last]
          - "&{H}Alarm":
              Type: AWS::CloudWatch::Alarm
              Properties: {AlarmName: !Sub "${AWS::StackName}-${H}-errors", AlarmActions: [topic]}
        Fn::ForEach::MoreAlarms:
          - H
          - [worker-failed-messages, last-failed-messages, api-faults]
          - "&{H}Alarm":
              Type: AWS::CloudWatch::Alarm
              Properties: {AlarmName: !Sub "${AWS::StackName}-${H}", AlarmActions: [topic]}
      """;

  private static final Path TEMPLATE = Path.of("../../template.yaml");

  @ParameterizedTest
  @EnumSource
  void our_template_keeps_every_rule(DeploymentRule rule) {
    assertThat(rule.violations(Deployed.read(TEMPLATE))).isEmpty();
  }

  @Test
  void our_template_is_read_with_all_that_it_nests() {
    var deployed = Deployed.read(TEMPLATE);
    assertThat(deployed.functions()).hasSizeGreaterThan(20);
    assertThat(deployed.ofType("AWS::SQS::Queue")).hasSizeGreaterThan(10);
    assertThat(deployed.ofType("AWS::IAM::Role")).hasSizeGreaterThan(20);
    assertThat(deployed.ofType("AWS::RDS::DBInstance")).hasSize(1);
  }

  @Test
  void every_wildcard_that_has_a_reason_is_there() {
    assertThat(GrantRules.staleReasons(Deployed.read(TEMPLATE))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void a_good_template_keeps_every_rule(DeploymentRule rule) {
    assertThat(rule.violations(Deployed.of(GOOD))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          EXACT_GRANTS | [s3:GetObject] | s3:* | template.yaml Role (Read) grants s3:*
          EXACT_GRANTS | [s3:GetObject] | [s3:Get*] | template.yaml Role (Read) grants s3:Get*
          EXACT_GRANTS | !Sub arn:${AWS::Partition}:s3:::${AWS::StackName}-files/in/* | "*" | template.yaml Role (Read) grants *
          EXACT_GRANTS | ${AWS::StackName}-files/in/* | ${AWS::StackName}-*/in | template.yaml Role (Read) grants arn:${AWS::Partition}:s3:::STACK-*/in
          EXACT_GRANTS | ${AWS::StackName}-files/in/* | * | template.yaml Role (Read) grants arn:${AWS::Partition}:s3:::*
          EXACT_GRANTS | ${AWS::StackName}-files/in/* | files/* | template.yaml Role (Read) grants arn:${AWS::Partition}:s3:::files/*
          EXACT_GRANTS | Action: [s3:GetObject] | NotAction: s3:PutObject | template.yaml Role (Read) grants all but what it names: NotAction
          OWN_ROLES | Role: !GetAtt Role.Arn | Timeout: 30 | template.yaml Worker has no Role, so SAM makes one
          OWN_ROLES | FunctionName: !Sub ${AWS::StackName}-last | Policies: [AWSLambdaBasicExecutionRole] | template.yaml Last has Policies besides its Role
          OWN_ROLES | [!Ref Own] | [!Sub "arn:${AWS::Partition}:iam::aws:policy/All"] | template.yaml Role has a policy of AWS
          ROLES_APART | !GetAtt OtherRole.Arn | !GetAtt Role.Arn | template.yaml Last shares its Role with template.yaml Worker
          ENCRYPTED | , KMSMasterKeyID: !Ref Key |  | template.yaml Files has no key of our own
          ENCRYPTED | aws:kms | AES256 | template.yaml Files has no key of our own
          ENCRYPTED | KmsMasterKeyId: !Ref Key, | | template.yaml Dead has no KmsMasterKeyId
          ENCRYPTED | KmsKeyId: k, | | template.yaml WorkerLog has no KmsKeyId
          ENCRYPTED | , KmsKeyArn: !GetAtt Key.Arn | | template.yaml Worker has no KmsKeyArn
          ENCRYPTED | Type: AWS::CloudWatch::Alarm | Type: AWS::SNS::Topic | template.yaml workerAlarm has no KmsMasterKeyId
          ENCRYPTED | {Type: AWS::IAM::Role} | {Type: AWS::DynamoDB::Table} | template.yaml OtherRole is of type AWS::DynamoDB::Table, of which this test knows no key
          ENCRYPTED | {Type: AWS::IAM::Role} | {Type: AWS::RDS::DBInstance, Properties: {StorageEncrypted: false}} | template.yaml OtherRole has no StorageEncrypted
          TLS_ALONE | Queues: [!Ref Work, !Ref Dead] | Queues: [!Ref Work] | template.yaml Dead lets callers in without TLS
          TLS_ALONE | Bucket: !Ref Files | Bucket: !Ref Else | template.yaml Files lets callers in without TLS
          BOUND_TO_NOTHING | arn:${AWS::Partition}:s3 | arn:aws:s3 | fixed account, region or partition: arn:aws:s3:::${AWS::StackName}-files/in/*
          BOUND_TO_NOTHING | Value: in/ | Value: ap-northeast-1 | fixed account, region or partition: ap-northeast-1
          BOUND_TO_NOTHING | Value: in/ | Value: "123456789012" | fixed account, region or partition: 123456789012
          DEAD_LETTERS | RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 5} | DelaySeconds: 0 | template.yaml Work has no dead-letter queue
          DEAD_LETTERS | deadLetterTargetArn: !GetAtt Dead.Arn | deadLetterTargetArn: !GetAtt Gone.Arn | ${Gone.Arn} is no queue of these files
          FAILED_OBJECTS | DestinationConfig: {OnFailure: {Type: SQS, Destination: !GetAtt Dead.Arn}} | MaximumRetryAttempts: 2 | template.yaml Worker has no destination of failed invocations
          TIMEOUTS | Timeout: 30, | | template.yaml Worker has no timeout
          ALARMS | [worker, last] | [last] | template.yaml Worker has no alarm of its errors
          ALARMS | , AlarmActions: [topic] | | template.yaml Worker has no alarm of its errors
          RELEASED | AutoPublishCodeSha256: !Ref Release | Timeout: 30 | template.yaml Worker has no version of its own for each release
          RELEASED | AutoPublishCodeSha256: !Ref Release | AutoPublishCodeSha256: 0123456789 | template.yaml Last has no version of its own for each release
          RELEASED_UNDER_WATCH | !Sub "${AWS::StackName}-worker-errors", | | template.yaml Worker moves its traffic in spite of STACK-worker-errors
          RELEASED_UNDER_WATCH | , !Sub "${AWS::StackName}-worker-failed-messages" | | template.yaml Worker moves its traffic in spite of STACK-worker-failed-messages
          RELEASED_UNDER_WATCH | - !Sub ${AWS::StackName}-api-faults | | template.yaml Last moves its traffic in spite of STACK-api-faults
          RELEASED_UNDER_WATCH | [worker-failed-messages, | [ | template.yaml Worker looks at STACK-worker-failed-messages, which is no alarm
          RELEASED_UNDER_WATCH | Alarms: [!Sub "${AWS::StackName}-worker-errors", !Sub "${AWS::StackName}-worker-failed-messages"] | Enabled: false | template.yaml Worker takes traffic, which moves at once
          LOG_RETENTION | KmsKeyId: k, RetentionInDays: 9 | KmsKeyId: k | template.yaml Worker has no log group with an end
          LOG_RETENTION | KmsKeyId: k, RetentionInDays: 9 | KmsKeyId: k | template.yaml WorkerLog is kept for ever
          MESSAGE_SOURCES | BatchSize: 10 | BatchSize: 10001 | template.yaml Worker.Work takes batches of 10001
          MESSAGE_SOURCES | MaximumBatchingWindowInSeconds: 2 | BatchSize: 11 | template.yaml Worker.Work takes batches of 11 without a window
          MESSAGE_SOURCES | MaximumBatchingWindowInSeconds: 2 | MaximumBatchingWindowInSeconds: 301 | template.yaml Worker.Work waits for 301 s
          MESSAGE_SOURCES | MaximumConcurrency: 2 | MaximumConcurrency: 1 | template.yaml Worker.Work has a MaximumConcurrency of 1
          MESSAGE_SOURCES | MaximumConcurrency: 2 | MaximumConcurrency: 1001 | template.yaml Worker.Work has a MaximumConcurrency of 1001
          MESSAGE_SOURCES | ScalingConfig: {MaximumConcurrency: 2} | Enabled: true | template.yaml Worker.Work has a MaximumConcurrency of 0
          MESSAGE_SOURCES | FunctionResponseTypes: [ReportBatchItemFailures] | Enabled: true | template.yaml Worker.Work fails all messages of a batch for one
          VISIBILITY | VisibilityTimeout: 182 | VisibilityTimeout: 181 | template.yaml Worker.Work needs a visibility timeout of 182 s, not 181
          VISIBILITY | Queue: !GetAtt Work.Arn | Queue: !GetAtt Gone.Arn | template.yaml Worker.Work reads no queue of these files
          ONE_CONSUMER | Queue: !GetAtt Dead.Arn | Queue: !GetAtt Work.Arn | template.yaml Work is read by [Worker, Last]
          ONE_CONSUMER | Queue: !GetAtt Dead.Arn | Queue: !GetAtt Work.Arn | template.yaml Dead is read by []
          OBJECT_SOURCES | Name: prefix, Value: in/ | Name: Präfix, Value: in/ | template.yaml Worker.File filters by Präfix
          OBJECT_SOURCES | [{Name: prefix, Value: in/}] | [{Name: prefix, Value: in/}, {Name: prefix, Value: up/}] | template.yaml Worker.File filters twice by prefix
          OBJECT_SOURCES | Value: in/ | Value: in/* | template.yaml Worker.File filters by a star, which is a letter
          OBJECT_SOURCES | Value: out/ | Value: in/new/ | template.yaml Last.File overlaps that of another function
          OBJECT_SOURCES | s3:ObjectCreated:* | ObjectCreated | template.yaml Worker.File waits for ObjectCreated
          OBJECT_SOURCES | Bucket: !Ref Files | Bucket: !Ref Elsewhere | template.yaml Worker.File is of no bucket of its own template
          """)
  void a_rule_tells_what_breaks_it(
      DeploymentRule rule, String there, @Nullable String instead, String sentence) {
    assertThat(GOOD).contains(there);
    assertThat(rule.violations(Deployed.of(GOOD.replace(there, instead == null ? "" : instead))))
        .contains(sentence);
  }
}
