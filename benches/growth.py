#!/usr/bin/env python3
"""Twice the input, and how many times the work: counted in instructions, for each form of input that once took too long.

    benches/growth.py [PROGRAM]        with valgrind installed

What the program needs for an empty object is taken off both counts. A growth of 2 is that of the input; sorting makes it
2.1 or 2.2; anything near 4 is a square. Ends with 1 where one is above 2.5.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

MOST = 2.5
PROGRAM = sys.argv[1] if len(sys.argv) > 1 else "target/release/hookspect"

VISIT = (
    '{"startedDateTime":"x","request":{"method":"POST","url":"https://shop#.example/hooks/#","headers":[],'
    '"postData":{"text":"{\\"email\\":\\"k#@kelpshop.io\\"}"}}}'
)
REQUEST = "POST / HTTP/1.1\nHost: a\nContent-Length: 0\n\n"
ENTRY = (
    '{"startedDateTime":"x","request":{"method":"POST","url":"https://shop.example/hook","headers":[],'
    '"postData":{"text":"?","encoding":"base64"}}}'
)
VALIDATE = ["validate", "-q", "-j1"]


def numbered(count, form, between=","):
    return between.join(form.replace("#", str(number)) for number in range(count))


def deep(count, before, inner, after):
    return before * count + inner + after * count


def one(name, text, command=VALIDATE):
    return lambda count: ([*command, name], {name: text(count)})


def two(first, second, *options):
    return lambda count: (["diff", "a.json", "b.json", *options], {"a.json": first(count), "b.json": second(count)})


def redact(text, *options):
    arguments = ["redact", "-q", "-j1", *(options or ["--key-file", "key"]), "a.txt"]
    return lambda count: (arguments, {"a.txt": text(count), "key": "8d1f0c6b2a9e47535f60c1d2e3b4a798"})


def pack(x, text):
    """A payload whose member `x` is this text, held against a schema that says this of `x`."""

    def made(count):
        schema = (
            '{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"p","type":"object","required":["type"],'
            '"properties":{"type":{"const":"p.q"},"x":%s}}' % x(count)
        )
        arguments = [*VALIDATE, "-f", "concise", "--pack", "p.json", "--event", "p.q", "a.json"]
        return arguments, {"a.json": '{"type":"p.q","x":%s}' % text(count), "p.json": schema}

    return made


def members(count, value):
    return "{" + numbered(count, f'"k#":{value}') + "}"


def items(count, shift=0, value="0"):
    item = '{"id":%d,"of":{"list":[1,2,3],"value":' + value + "}}"
    return '{"data":[' + ",".join(item % (number + shift) for number in range(count)) + "]}"


# What it is, how large it is at first, and how it is made and read.
ATTACKS = [
    ("lines of a log with JSON that is not closed", 500, one("a.log", lambda n: numbered(n, '2026-01-01 12:00:00 INFO got {"a":#, "b":\n', ""))),
    ("HAR entries with a body that is no base64", 300, one("a.har", lambda n: f'{{"log":{{"version":"1.2","entries":[{",".join([ENTRY] * n)}]}}}}')),
    ("rows of a CSV that are too long", 1000, one("a.csv", lambda n: 'id,payload\n1,"{""a"":1}"\n' + "1,2,3\n" * n)),
    ("rows of a CSV with a quote that is never closed", 1000, one("a.csv", lambda n: 'id,payload\n1,"{""a"":1}"\n2,"' + "1,2\n" * n)),
    ("rows of a CSV beyond 4 MiB", 12000, one("a.csv", lambda n: "id,payload\n" + ('1,"{""a"":""' + "text " * 100 + '""}"\n') * n)),
    ("server-sent events that are cut off", 1000, one("a.txt", lambda n: 'data: {"a":\n\n' * n)),
    ("requests without a body, and blanks", 500, one("a.http", lambda n: REQUEST * n + " " * (50 * n))),
    ("request lines without an end of the head", 2000, one("a.http", lambda n: "POST /x HTTP/1.1\n" * n)),
    ("a curl command with many addresses", 1000, one("a.sh", lambda n: f"curl -d '{{{chr(34)}a{chr(34)}:{chr(34)}{'x' * 20 * n}{chr(34)}}}'" + " https://a.example/x" * n)),
    ("curl commands", 500, one("a.txt", lambda n: 'curl -d "{\\"a\\":1}" https://shop.example/hook\n' * n)),
    ("unknown keys in one object", 1000, one("a.json", lambda n: members(n, "0"), ["validate", "-q", "--provider", "uppromote"])),
    ("headers beside many items", 200, one("a.json", lambda n: f'{{"headers":{members(n, chr(34) + "v" + chr(34))},"body":{{"Messages":[{",".join([chr(123) + chr(34) + "Body" + chr(34) + ":" + chr(34) + chr(123) + chr(125) + chr(34) + chr(125)] * n)}]}}}}', ["unwrap"])),
    ("a long key over many numbers", 2000, one("a.json", lambda n: '{"' + "k" * n + '":[' + ",".join(["1"] * n) + "]}", ["inspect"])),
    ("numbers that are unsafe, each deeper", 1000, one("a.json", lambda n: '{"a":' + deep(n, "[1e999,", "1", "]") + "}")),
    ("brackets", 20000, one("a.json", lambda n: "[" * n)),
    ("objects that are not closed", 2000, one("a.json", lambda n: '{"a":[\n' * n)),
    ("an array that is not closed", 5000, one("a.json", lambda n: "[" + '{"a":1},' * n)),
    ("a list in an object that is not closed", 5000, one("a.json", lambda n: '{"a":[' + '{"b":1},' * n)),
    ("a list of many numbers that is not closed", 2500000, one("a.json", lambda n: '{"a":[' + "1," * n)),
    ("bytes that are not UTF-8 among brackets", 1000, one("a.json", lambda n: '{"\ufffd":[\n' * n)),
    ("JSON5 in depth", 2000, one("a.json5", lambda n: "{a:" + deep(n, "[", "", "]") + "}")),
    ("YAML in depth", 1000, one("a.yaml", lambda n: "interactions: " + deep(n, "{a: ", "1", "}") + "\n")),
    ("diff of keys that repeat", 1000, two(lambda n: "{" + ",".join(['"k":1'] * n) + "}", lambda n: "{" + ",".join(['"\\u006b":2'] * n) + "}")),
    ("diff of arrays in depth", 2000, two(lambda n: '{"a":' + deep(n, "[", "1", "]") + "}", lambda n: '{"a":' + deep(n, "[", "2", "]") + "}")),
    ("diff of the keys of objects in depth", 1000, two(lambda n: deep(n, '{"a":', "1", "}"), lambda n: deep(n, '{"a":', '"b"', "}"), "--keys-only")),
    ("diff of secrets that changed", 500, two(lambda n: members(n, '{"password":"hunter-one-1"}'), lambda n: members(n, '{"password":"hunter-two-2"}'))),
    ("diff of lists with an item more", 2000, two(items, lambda n: items(n + 1, -1))),
    ("diff of lists that have nothing in common", 2000, two(items, lambda n: items(n, 10**6))),
    ("diff of lists turned round", 2000, two(lambda n: "[" + numbered(n, "#") + "]", lambda n: "[" + ",".join(str(number) for number in reversed(range(n))) + "]", "--no-unwrap")),
    ("diff of lists beyond 4 MiB, few items changed", 20000, two(lambda n: items(n, value='"' + "text " * 40 + '"'), lambda n: items(n, value='"' + "text " * 40 + '"').replace('000,"of"', '000,"new":1,"of"'))),
    ("diff of records that share an id", 500, two(lambda n: "[" + ",".join(['{"event_id":"a","n":1}'] * n) + "]", lambda n: "[" + ",".join(['{"event_id":"a","n":2}'] * n) + "]")),
    ("short tokens in one object", 1000, one("a.json", lambda n: "{" + numbered(n, '"token#":"j#"') + "}", ["inspect", "-q", "-f", "json"])),
    ("names without values", 1000, redact(lambda n: "{" + ",".join(['"name":"Jane Roe"'] * n) + "}")),
    ("texts in a record", 500, redact(lambda n: "{" + numbered(n, '"t#":"{\\"email\\":\\"k#@kelpshop.io\\"}"') + "}")),
    ("lengths beside bodies", 500, redact(lambda n: "{" + numbered(n, '"b#":{"size":1,"etag":"abcdef","t":"{\\"email\\":\\"k#@kelpshop.io\\"}"}') + "}")),
    ("addresses of requests in a capture", 500, redact(lambda n: f'{{"log":{{"version":"1.2","entries":[{numbered(n, VISIT)}]}}}}')),
    ("a name again and again in one line", 500, redact(lambda n: "last_name=Vogelsang " + "and Vogelsang, " * n)),
    ("fields in a field", 500, redact(lambda n: "a" + "=%7B%22" * n)),
    ("addresses under one object", 500, redact(lambda n: "{" + numbered(n, '"k#":"k#@kelpshop.io"') + "}", "--check")),
    ("members that a schema refuses", 500, pack(lambda _: '{"additionalProperties":false}', lambda n: members(n, "0"))),
    ("members that none of a schema's parts knows", 500, pack(lambda _: '{"unevaluatedProperties":false}', lambda n: members(n, "0"))),
    ("items that a rare keyword refuses", 500, pack(lambda _: '{"items":{"if":true,"then":{"type":"string"}}}', lambda n: "[" + ",".join(["1"] * n) + "]")),
    ("members that a rare keyword refuses", 500, pack(lambda _: '{"additionalProperties":{"if":true,"then":{"type":"string"}}}', lambda n: members(n, "0"))),
    ("items that are equal but for their order", 500, pack(lambda _: '{"uniqueItems":true}', lambda n: "[%s,{%s}]" % (members(n, "0"), ",".join(f'"k{number}":0' for number in reversed(range(n)))))),
    ("values that a schema lists", 2000, pack(lambda n: '{"enum":[' + numbered(n, '"v#"') + "]}", lambda _: '"v1"')),
    ("members that a schema names", 1000, pack(lambda n: '{"required":[%s],"properties":{%s}}' % (numbered(n, '"k#"'), numbered(n, '"k#":{"type":"string"}')), lambda n: members(n, '"v"'))),
    ("parts of a schema", 250, pack(lambda n: '{"allOf":[' + numbered(n, '{"properties":{"k#":{"type":"string"}}}') + "]}", lambda _: members(100, '"v"'))),
    ("files of one name", 200, lambda n: (["unwrap", "--output-dir", "out", "a.ndjson"], {"a.ndjson": '{"a":1}\n' * n})),
]


def counted(arguments, files):
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            Path(folder, name).write_text(text, encoding="utf-8")
            Path(folder, name).chmod(0o600)
        command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", str(Path(PROGRAM).resolve()), *arguments]
        run = subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        found = re.search(r"Collected : (\d+)", run.stderr)
        if found is None:
            sys.exit(f"{' '.join(arguments)}: {run.stderr.strip()[-400:]}")
        return int(found.group(1))


def main():
    start = {}
    print("| what | first | instructions | twice as much | growth |")
    print("| --- | --- | --- | --- | --- |")
    worst = 0.0
    for what, count, make in ATTACKS:
        arguments, files = make(count)
        # Each schema has a beginning of its own.
        begins = what if "--pack" in arguments else arguments[0]
        if begins not in start:
            empty = {name: text if name == "key" else "{}" for name, text in files.items()}
            start[begins] = counted(*make(1)) if begins == what else counted(arguments, empty)
        first = counted(arguments, files) - start[begins]
        second = counted(*make(2 * count)) - start[begins]
        growth = second / first
        worst = max(worst, growth)
        print(f"| {what} | {count} | {first / 1e6:.1f} M | {second / 1e6:.1f} M | {growth:.2f} |", flush=True)
    sys.exit(1 if worst > MOST else 0)


main()
