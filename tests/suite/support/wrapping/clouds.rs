//! Envelopes of clouds, queues and logs.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use super::{
    Form, HEADER, Keeps, attributes, encoded, gateway, gzip, header_lists, headers, parsed, pretty, text,
};

pub(super) const FORMS: &[Form] = &[
    Form {
        name: "API Gateway, REST",
        chain: &["aws-apigw-v1"],
        keeps: Keeps::Everything,
        ending: "json",
        make: |r| {
            text(&json!({ "resource": "/", "path": r.path, "httpMethod": "POST", "headers": headers(r),
                "multiValueHeaders": header_lists(r), "requestContext": { "requestTimeEpoch": 1_795_169_730_500_i64 },
                "body": encoded(r), "isBase64Encoded": true }))
        },
    },
    Form {
        name: "API Gateway, HTTP",
        chain: &["aws-apigw-v2"],
        keeps: Keeps::Everything,
        ending: "json",
        make: |r| pretty(&gateway(r)),
    },
    Form {
        name: "SQS",
        chain: &["aws-sqs"],
        keeps: Keeps::Headers,
        ending: "json",
        make: |r| {
            text(&json!({ "Records": [{ "messageId": "m", "receiptHandle": "rh", "body": r.body,
                "messageAttributes": attributes(r, "stringValue"), "eventSource": "aws:sqs" }] }))
        },
    },
    Form {
        name: "SQS, received",
        chain: &["aws-sqs"],
        keeps: Keeps::Headers,
        ending: "json",
        make: |r| {
            text(&json!({ "Messages": [{ "MessageId": "m", "ReceiptHandle": "rh", "Body": r.body,
                "MessageAttributes": attributes(r, "StringValue") }] }))
        },
    },
    Form {
        name: "API Gateway in SNS in SQS",
        chain: &["aws-sqs", "aws-sns", "aws-apigw-v2"],
        keeps: Keeps::Everything,
        ending: "json",
        make: |r| {
            let sns = json!({ "Type": "Notification", "MessageId": "m", "TopicArn": "arn:aws:sns:x", "Message": gateway(r).to_string() });
            text(
                &json!({ "Records": [{ "messageId": "m", "receiptHandle": "rh", "body": sns.to_string(), "eventSource": "aws:sqs" }] }),
            )
        },
    },
    Form {
        name: "SNS for a function",
        chain: &["aws-sns"],
        keeps: Keeps::Headers,
        ending: "json",
        make: |r| {
            text(
                &json!({ "Records": [{ "EventSource": "aws:sns", "EventVersion": "1.0", "Sns": { "Type": "Notification",
                "Message": r.body, "MessageAttributes": attributes(r, "Value") } }] }),
            )
        },
    },
    Form {
        name: "EventBridge",
        chain: &["aws-eventbridge"],
        keeps: Keeps::MeaningAlone,
        ending: "json",
        make: |r| {
            text(
                &json!({ "version": "0", "id": "1", "detail-type": "a", "source": "com.example", "account": "1",
                "time": "2026-11-20T10:15:30Z", "region": "us-east-1", "resources": [], "detail": parsed(r) }),
            )
        },
    },
    Form {
        name: "CloudWatch",
        chain: &["aws-cloudwatch", "log-line", "aws-apigw-v2"],
        keeps: Keeps::Everything,
        ending: "json",
        make: |r| {
            let line = format!("2026-11-20T10:15:30.500Z\tr\tINFO\t{}", gateway(r));
            text(
                &json!({ "events": [{ "timestamp": 1, "message": "START RequestId: r" }, { "timestamp": 2, "message": line }],
                "nextForwardToken": "f/1" }),
            )
        },
    },
    Form {
        name: "CloudWatch subscription",
        chain: &["aws-awslogs", "gzip", "aws-awslogs", "log-line"],
        keeps: Keeps::Bytes,
        ending: "json",
        make: |r| {
            let logs = json!({ "messageType": "DATA_MESSAGE", "logGroup": "g", "logStream": "s", "logEvents": [
                { "id": "1", "timestamp": 1, "message": format!("body {}", r.body) }] });
            text(&json!({ "awslogs": { "data": STANDARD.encode(gzip(logs.to_string().as_bytes())) } }))
        },
    },
    Form {
        name: "Pub/Sub push",
        chain: &["gcp-pubsub"],
        keeps: Keeps::Headers,
        ending: "json",
        make: |r| {
            text(
                &json!({ "message": { "data": encoded(r), "attributes": { HEADER: r.signature }, "messageId": "1" },
                "subscription": "projects/p/subscriptions/s" }),
            )
        },
    },
    Form {
        name: "Google Cloud log",
        chain: &["gcp-log", "envelope"],
        keeps: Keeps::Headers,
        ending: "json",
        make: |r| {
            text(
                &json!([{ "insertId": "i", "logName": "projects/p/logs/l", "jsonPayload": { "headers": headers(r), "rawBody": r.body } }]),
            )
        },
    },
    Form {
        name: "Event Grid",
        chain: &["azure-event-grid"],
        keeps: Keeps::MeaningAlone,
        ending: "json",
        make: |r| {
            text(&json!([{ "id": "1", "subject": "s", "eventType": "a", "eventTime": "2026-11-20T10:15:30Z",
                "data": parsed(r), "dataVersion": "1.0" }]))
        },
    },
    Form {
        name: "CloudEvents",
        chain: &["cloudevents"],
        keeps: Keeps::Bytes,
        ending: "json",
        make: |r| {
            text(
                &json!({ "specversion": "1.0", "id": "1", "source": "/s", "type": "a", "data_base64": encoded(r) }),
            )
        },
    },
    Form {
        name: "Vercel log drain",
        chain: &["vercel", "log-line"],
        keeps: Keeps::Bytes,
        ending: "json",
        make: |r| {
            text(&json!([{ "id": "1", "deploymentId": "dpl_x", "source": "lambda", "projectId": "p",
                "message": format!("got {}", r.body), "timestamp": 1_795_169_730_500_i64 }]))
        },
    },
    Form {
        name: "Datadog",
        chain: &["datadog", "log-line"],
        keeps: Keeps::Bytes,
        ending: "json",
        make: |r| {
            text(
                &json!({ "data": [{ "id": "A", "type": "log", "attributes": { "service": "s", "message": format!("body={}", r.body),
                "timestamp": "2026-11-20T10:15:30Z" } }] }),
            )
        },
    },
    Form {
        name: "Cloudflare tail",
        chain: &["cloudflare-tail", "log-line"],
        keeps: Keeps::Everything,
        ending: "json",
        make: |r| {
            text(&json!({ "outcome": "ok", "logs": [{ "message": ["body", r.body], "level": "log" }],
                "eventTimestamp": 1_795_169_730_500_i64,
                "event": { "request": { "url": r.path, "method": "POST", "headers": headers(r) } } }))
        },
    },
    Form {
        name: "Debezium",
        chain: &["kafka-connect", "debezium"],
        keeps: Keeps::Headers,
        ending: "json",
        make: |r| {
            text(&json!({ "schema": { "type": "struct" }, "payload": { "before": null, "after": { "id": 7,
                "headers": headers(r).to_string(), "payload": r.body }, "source": { "connector": "postgresql" }, "op": "c" } }))
        },
    },
    Form {
        name: "Kafka for a function",
        chain: &["aws-msk"],
        keeps: Keeps::Headers,
        ending: "json",
        make: |r| {
            text(
                &json!({ "eventSource": "aws:kafka", "eventSourceArn": "arn:aws:kafka:x", "records": { "t-0": [
                { "topic": "t", "partition": 0, "offset": 1, "value": encoded(r), "headers": [{ HEADER: r.signature.as_bytes() }] }] } }),
            )
        },
    },
];
