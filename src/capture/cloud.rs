//! Gateways, queues and buses of cloud platforms, and the events of standards they share.

use super::format::BodyAt::{Any, Base64, Base64If};
use super::format::HeadersAt::{Attributes, Map};
use super::format::JsonFormat;
use super::mark::Mark::{Any as AnyOf, Begins, Has, Is, Lacks, List, Object, Text};

pub(super) const FORMATS: &[JsonFormat] = &[
    JsonFormat::new(
        "aws-apigw-v1",
        &[
            Has(&["httpMethod"]),
            Text(&["path"]),
            Has(&["body"]),
            AnyOf(&[
                &["requestContext"],
                &["isBase64Encoded"],
                &["multiValueHeaders"],
                &["queryStringParameters"],
                &["pathParameters"],
            ]),
            Lacks(&["statusCode"]),
        ],
    )
    .body(&[Base64If(&["body"], &["isBase64Encoded"])])
    .headers(&[Map(&["multiValueHeaders"]), Map(&["headers"])])
    .line(&[&["httpMethod"]], &[&["rawUrl"], &["path"]])
    .time(&[&["requestContext", "requestTimeEpoch"]]),
    JsonFormat::new(
        "aws-apigw-v2",
        &[
            Has(&["rawPath"]),
            Is(&["version"], "2.0"),
            Object(&["requestContext", "http"]),
            Lacks(&["statusCode"]),
        ],
    )
    .body(&[Base64If(&["body"], &["isBase64Encoded"])])
    .headers(&[Map(&["headers"])])
    .line(&[&["requestContext", "http", "method"]], &[&["rawPath"]])
    .query(&["rawQueryString"])
    .time(&[&["requestContext", "timeEpoch"]]),
    JsonFormat::new("aws-sqs", &[List(&["Records"])])
        .each(
            &["Records", "*"],
            &[Is(&["eventSource"], "aws:sqs"), Has(&["messageId"]), Has(&["receiptHandle"]), Has(&["body"])],
        )
        .body(&[Any(&["body"])])
        .headers(&[Attributes(&["messageAttributes"], "stringValue")])
        .time(&[&["attributes", "SentTimestamp"]]),
    JsonFormat::new("aws-sqs", &[List(&["Messages"])])
        .each(&["Messages", "*"], &[Has(&["ReceiptHandle"]), Has(&["MessageId"]), Has(&["Body"])])
        .body(&[Any(&["Body"])])
        .headers(&[Attributes(&["MessageAttributes"], "StringValue")])
        .time(&[&["Attributes", "SentTimestamp"]]),
    JsonFormat::new(
        "aws-sns",
        &[Begins(&["TopicArn"], "arn:"), Is(&["Type"], "SubscriptionConfirmation"), Has(&["SubscribeURL"])],
    )
    .refused("the request of SNS to confirm a subscription, which holds no message"),
    JsonFormat::new("aws-sns", &[Begins(&["TopicArn"], "arn:"), Has(&["Type"]), Has(&["Message"])])
        .body(&[Any(&["Message"])])
        .headers(&[Attributes(&["MessageAttributes"], "Value")])
        .time(&[&["Timestamp"]]),
    JsonFormat::new("aws-sns", &[List(&["Records"])])
        .each(
            &["Records", "*"],
            &[Is(&["EventSource"], "aws:sns"), Has(&["EventVersion"]), Has(&["Sns", "Message"])],
        )
        .body(&[Any(&["Sns", "Message"])])
        .headers(&[Attributes(&["Sns", "MessageAttributes"], "Value")])
        .time(&[&["Sns", "Timestamp"]]),
    JsonFormat::new(
        "aws-eventbridge",
        &[
            Has(&["detail-type"]),
            Is(&["version"], "0"),
            Has(&["source"]),
            Has(&["account"]),
            Has(&["region"]),
            Object(&["detail", "payload"]),
            Object(&["detail", "metadata"]),
        ],
    )
    .body(&[Any(&["detail", "payload"])])
    .headers(&[Map(&["detail", "metadata"])])
    .time(&[&["time"]]),
    JsonFormat::new(
        "aws-eventbridge",
        &[
            Has(&["detail-type"]),
            Is(&["version"], "0"),
            Has(&["source"]),
            Has(&["account"]),
            Has(&["region"]),
            Has(&["detail"]),
        ],
    )
    .body(&[Any(&["detail"])])
    .time(&[&["time"]]),
    // What is given to `aws events put-events`; the detail is JSON as text.
    JsonFormat::new("aws-eventbridge", &[Text(&["DetailType"]), Text(&["Source"]), Text(&["Detail"])])
        .body(&[Any(&["Detail"])])
        .time(&[&["Time"]]),
    JsonFormat::new("aws-eventbridge", &[List(&["Entries"])])
        .each(&["Entries", "*"], &[Text(&["DetailType"]), Text(&["Source"]), Text(&["Detail"])])
        .body(&[Any(&["Detail"])])
        .time(&[&["Time"]]),
    JsonFormat::new("aws-kinesis", &[List(&["Records"])])
        .each(&["Records", "*"], &[Is(&["eventSource"], "aws:kinesis"), Has(&["kinesis", "data"])])
        .body(&[Base64(&["kinesis", "data"])])
        .time(&[&["kinesis", "approximateArrivalTimestamp"]]),
    JsonFormat::new("aws-firehose", &[Begins(&["deliveryStreamArn"], "arn:"), List(&["records"])])
        .each(&["records", "*"], &[Has(&["recordId"]), Has(&["data"])])
        .body(&[Base64(&["data"])])
        .time(&[&["approximateArrivalTimestamp"]]),
    JsonFormat::new("aws-rabbitmq", &[Is(&["eventSource"], "aws:rmq"), Object(&["rmqMessagesByQueue"])])
        .each(&["rmqMessagesByQueue", "*", "*"], &[Has(&["basicProperties"]), Has(&["data"])])
        .body(&[Base64(&["data"])]),
    JsonFormat::new("aws-activemq", &[Is(&["eventSource"], "aws:mq"), List(&["messages"])])
        .each(&["messages", "*"], &[Has(&["messageID"]), Has(&["data"])])
        .body(&[Base64(&["data"])])
        .time(&[&["timestamp"]]),
    JsonFormat::new(
        "gcp-pubsub",
        &[Begins(&["subscription"], "projects/"), Has(&["message", "data"]), Has(&["message", "messageId"])],
    )
    .body(&[Base64(&["message", "data"])])
    .headers(&[Map(&["message", "attributes"])])
    .time(&[&["message", "publishTime"]]),
    JsonFormat::new(
        "gcp-pubsub",
        &[Has(&["ackId"]), Has(&["message", "data"]), Has(&["message", "messageId"])],
    )
    .body(&[Base64(&["message", "data"])])
    .headers(&[Map(&["message", "attributes"])])
    .time(&[&["message", "publishTime"]]),
    JsonFormat::new("gcp-pubsub", &[List(&["receivedMessages"])])
        .each(
            &["receivedMessages", "*"],
            &[Has(&["ackId"]), Has(&["message", "data"]), Has(&["message", "messageId"])],
        )
        .body(&[Any(&[])]),
    JsonFormat::new(
        "azure-event-grid",
        &[Has(&["dataVersion"]), Has(&["eventTime"]), Has(&["eventType"]), Has(&["subject"]), Has(&["data"])],
    )
    .body(&[Any(&["data"])])
    .time(&[&["eventTime"]]),
    JsonFormat::new(
        "cloudevents",
        &[
            Has(&["specversion"]),
            Has(&["id"]),
            Has(&["source"]),
            Has(&["type"]),
            AnyOf(&[&["data"], &["data_base64"]]),
        ],
    )
    .body(&[Base64(&["data_base64"]), Any(&["data"])])
    .time(&[&["time"]]),
];
