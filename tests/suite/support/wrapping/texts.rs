//! Bodies as they are, and requests as text: HTTP messages, commands, forms, lines of logs.

use serde_json::json;

use super::{Form, HEADER, Keeps, gzip, header_lines, headers, message, parsed, pieces, text};

pub(super) const FORMS: &[Form] = &[
    Form {
        name: "bare",
        chain: &[],
        keeps: Keeps::Bytes,
        ending: "json",
        make: |r| r.body.clone().into_bytes(),
    },
    Form {
        name: "bare with a mark and in UTF-16",
        chain: &[],
        keeps: Keeps::Bytes,
        ending: "json",
        make: |r| [0xff, 0xfe].into_iter().chain(r.body.encode_utf16().flat_map(u16::to_le_bytes)).collect(),
    },
    Form {
        name: "gzip",
        chain: &[],
        keeps: Keeps::Bytes,
        ending: "json.gz",
        make: |r| gzip(r.body.as_bytes()),
    },
    Form {
        name: "text in text",
        chain: &["json-string"],
        keeps: Keeps::Bytes,
        ending: "json",
        make: |r| text(&json!(r.body)),
    },
    Form {
        name: "HTTP message",
        chain: &["http"],
        keeps: Keeps::Everything,
        ending: "http",
        make: |r| message(r, "\r\n").into_bytes(),
    },
    Form {
        name: "HTTP message, edited",
        chain: &["http"],
        keeps: Keeps::Everything,
        ending: "txt",
        make: |r| (message(r, "\n") + "\n").into_bytes(),
    },
    Form {
        name: "HTTP message in chunks",
        chain: &["http"],
        keeps: Keeps::Everything,
        ending: "http",
        make: |r| {
            let (first, second) = r.body.split_at(1);
            format!(
                "POST {} HTTP/1.1\r\nHost: h\r\n{HEADER}: {}\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{first}\r\n{:x}\r\n{second}\r\n0\r\n\r\n",
                r.path, r.signature, second.len()
            )
            .into_bytes()
        },
    },
    Form {
        name: "HTTP message with a compressed body",
        chain: &["http", "gzip"],
        keeps: Keeps::Everything,
        ending: "http",
        make: |r| {
            let body = gzip(r.body.as_bytes());
            let head = format!(
                "POST {} HTTP/1.1\r\nHost: h\r\n{HEADER}: {}\r\nContent-Encoding: gzip\r\nContent-Length: {}\r\n\r\n",
                r.path,
                r.signature,
                body.len()
            );
            [head.into_bytes(), body].concat()
        },
    },
    Form {
        name: "headers and body",
        chain: &["http-headers"],
        keeps: Keeps::Headers,
        ending: "txt",
        make: |r| format!("{}\n{}\n", header_lines(r, "\n"), r.body).into_bytes(),
    },
    Form {
        name: "curl command",
        chain: &["curl"],
        keeps: Keeps::Everything,
        ending: "sh",
        make: |r| {
            format!(
                "curl -X POST 'https://hooks.example.com{}' \\\n  -H '{HEADER}: {}' \\\n  --data-raw '{}'\n",
                r.path,
                r.signature,
                r.body.replace('\'', "'\\''")
            )
            .into_bytes()
        },
    },
    Form {
        name: "file of requests",
        chain: &["http-file"],
        keeps: Keeps::Everything,
        ending: "http",
        make: |r| {
            format!(
                "### a delivery\n# kept by hand\nPOST https://hooks.example.com{}\nContent-Type: application/json\n{HEADER}: {}\n\n{}\n",
                r.path, r.signature, r.body
            )
            .into_bytes()
        },
    },
    Form {
        name: "coloured line of a log",
        chain: &["log-line"],
        keeps: Keeps::Bytes,
        ending: "log",
        make: |r| format!("\u{1b}[32minfo\u{1b}[39m: got \u{1b}[2m{}\u{1b}[22m\n", r.body).into_bytes(),
    },
    Form {
        name: "CloudWatch Insights",
        chain: &["aws-cloudwatch", "log-line"],
        keeps: Keeps::Bytes,
        ending: "json",
        make: |r| {
            let field = |name: &str, value: &str| json!({ "field": name, "value": value });
            text(
                &json!({ "results": [[field("@timestamp", "2026-11-20 10:15:30"), field("@message", &format!("got {}\n", r.body))]],
                "statistics": {}, "status": "Complete" }),
            )
        },
    },
    Form {
        name: "curl command as browsers copy it",
        chain: &["curl"],
        keeps: Keeps::Everything,
        ending: "sh",
        make: |r| {
            let body = r.body.replace('\\', "\\\\").replace('\'', "\\'").replace("\u{eb}", "\\u00eb");
            format!(
                "curl 'https://hooks.example.com{}' -H '{HEADER}: {}' --data-raw $'{body}' --compressed",
                r.path, r.signature
            )
            .into_bytes()
        },
    },
    Form {
        name: "event stream over several lines",
        chain: &["event-stream"],
        keeps: Keeps::MeaningOfLines,
        ending: "txt",
        make: |r| {
            let pretty = serde_json::to_string_pretty(&parsed(r)).unwrap();
            let lines: String = pretty.lines().map(|line| "data: ".to_owned() + line + "\n").collect();
            format!("id: 7\n{lines}\n").into_bytes()
        },
    },
    Form {
        name: "event stream",
        chain: &["event-stream", "smee"],
        keeps: Keeps::Meaning,
        ending: "txt",
        make: |r| {
            let mut event = headers(r);
            event["body"] = parsed(r);
            event["query"] = json!({});
            event["timestamp"] = json!(1_795_169_730_500_i64);
            format!("event: ready\ndata: {{}}\n\nid: 1\ndata: {event}\n\n").into_bytes()
        },
    },
    Form {
        name: "form",
        chain: &["form"],
        keeps: Keeps::PartAlone,
        ending: "txt",
        make: |r| {
            let mut form = form_urlencoded::Serializer::new("token=1".to_owned() + "&");
            form.append_pair("payload", &r.body);
            form.finish().into_bytes()
        },
    },
    Form {
        name: "CSV",
        chain: &["csv"],
        keeps: Keeps::Everything,
        ending: "csv",
        make: |r| {
            let cell = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
            format!(
                "id,url,headers,payload\n7,{},{},{}\n",
                r.path,
                cell(&headers(r).to_string()),
                cell(&r.body)
            )
            .into_bytes()
        },
    },
    Form {
        name: "database dump",
        chain: &["tsv"],
        keeps: Keeps::Bytes,
        ending: "tsv",
        make: |r| format!("7\tname\t{}\t2026-11-20\n", r.body.replace('\\', "\\\\")).into_bytes(),
    },
    Form {
        name: "line of a log",
        chain: &["log-line"],
        keeps: Keeps::Bytes,
        ending: "log",
        make: |r| {
            format!("[2026-11-20 10:15:30] local.INFO: Webhook {} []\nPOST /hook 200\n", r.body).into_bytes()
        },
    },
    Form {
        name: "docker compose",
        chain: &["log-line"],
        keeps: Keeps::Bytes,
        ending: "log",
        make: |r| format!("web-1  | up\nweb-1  | {}\n", r.body).into_bytes(),
    },
    Form {
        name: "docker",
        chain: &["docker", "log-line"],
        keeps: Keeps::Bytes,
        ending: "log",
        make: |r| {
            let line =
                |log: String| json!({ "log": log, "stream": "stdout", "time": "2026-11-20T10:15:30Z" });
            format!("{}\n{}\n", line("up\n".to_owned()), line(format!("{}\n", r.body))).into_bytes()
        },
    },
    Form {
        name: "docker in pieces",
        chain: &["docker", "log-line"],
        keeps: Keeps::Bytes,
        ending: "log",
        make: |r| {
            pieces(r, &|piece, last| {
                let log = format!("{piece}{}", if last { "\n" } else { "" });
                format!("{}\n", json!({ "log": log, "stream": "stdout", "time": "2026-11-20T10:15:30Z" }))
            })
        },
    },
    Form {
        name: "container runtime in pieces",
        chain: &["log-line"],
        keeps: Keeps::Bytes,
        ending: "log",
        make: |r| {
            pieces(r, &|piece, last| {
                format!("2026-11-20T10:15:30.5Z stdout {} {piece}\n", if last { "F" } else { "P" })
            })
        },
    },
];
