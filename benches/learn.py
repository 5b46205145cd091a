"""What is learnt of payloads whose model is known, beside what others learn of the same payloads.

Usage: learn.py HOOKSPECT QUICKTYPE. For each event of the built-in providers `sample` makes payloads to learn from, others
that are held out, and some with one fault each. What each tool learns is compared with the event's own schema, place by
place, and judges the others through the `jsonschema` package, formats included. COUNT (200) payloads are learnt from.
"""

import collections
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import genson
import jsonschema

HOOKSPECT, QUICKTYPE = sys.argv[1:3]
COUNT = int(os.environ.get("COUNT", "200"))
HELD_OUT, MUTANTS = 100, 60
ASPECTS = ("fields", "presence", "null", "kinds", "formats")
# What only a closed model can find is no fault to an open one.
FAULTS = ("missing-field", "wrong-type", "unexpected-null", "wrong-format")


def hookspect(*arguments):
    run = subprocess.run([HOOKSPECT, *arguments], capture_output=True, text=True, check=False)
    if run.returncode not in (0, 1):
        sys.exit(f"{' '.join(arguments)}: {run.stderr}")
    return run


def lines(text):
    return [json.loads(line) for line in text.splitlines() if line]


def by_hookspect(payloads):
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        # A header names the event: the comparison is about what one event holds.
        request = {"httpMethod": "POST", "path": "/", "headers": {"X-Event": "a"}, "isBase64Encoded": False}
        wrapped = (json.dumps({**request, "body": json.dumps(one)}) for one in payloads)
        folder.joinpath("in.ndjson").write_text("".join(one + "\n" for one in wrapped))
        out = folder / "pack"
        place = ("--by", "header:x-event")
        hookspect("learn", str(folder / "in.ndjson"), "--provider", "a", *place, "--output", str(out))
        return json.loads((out / "events" / "a.json").read_text())


def by_genson(payloads):
    builder = genson.SchemaBuilder()
    for payload in payloads:
        builder.add_object(payload)
    return builder.to_schema()


def by_quicktype(payloads):
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(payloads, file)
        file.flush()
        run = [QUICKTYPE, "--src-lang", "json", "--lang", "schema", "--top-level", "Event", file.name]
        schema = json.loads(subprocess.run(run, capture_output=True, text=True, check=True).stdout)
    top = schema.pop("items", None)
    schema.pop("type", None)
    return {**schema, **top} if top else schema


TOOLS = {"hookspect": by_hookspect, "genson": by_genson, "quicktype": by_quicktype}


class Facts:
    """What a schema says of each place: pointers, with * for items and for the values of members whose names are data."""

    def __init__(self, schema):
        self.root = schema
        self.facts = {aspect: set() for aspect in ASPECTS}
        self.below("", [schema], 0)

    def parts(self, schema, seen=()):
        """A schema and those that stand for it."""
        if not isinstance(schema, dict):
            return
        yield schema
        if "$ref" in schema and schema["$ref"] not in seen:
            target = self.root
            for step in schema["$ref"].split("/")[1:]:
                target = target[step]
            yield from self.parts(target, (*seen, schema["$ref"]))
        for keyword in ("anyOf", "oneOf", "allOf"):
            for branch in schema.get(keyword, []):
                yield from self.parts(branch, seen)

    def below(self, path, schemas, level):
        parts = [part for schema in schemas for part in self.parts(schema)]
        if level > 12:
            return
        kinds = set()
        for part in parts:
            kind = part.get("type", [])
            kinds.update([kind] if isinstance(kind, str) else kind)
        if path:
            self.facts["fields"].add(path)
            if "null" in kinds:
                self.facts["null"].add(path)
            self.facts["kinds"].update((path, kind) for kind in kinds - {"null"})
            for part in parts:
                said = part.get("format") or part.get("x-format") or (part.get("pattern") or part.get("x-pattern")) and "pattern"
                if said and "string" in kinds:
                    self.facts["formats"].add((path, said))
        members = collections.defaultdict(list)
        for part in parts:
            for name, schema in part.get("properties", {}).items():
                members[name].append(schema)
            required = part.get("required", [])
            self.facts["presence"].update(f"{path}/{name}" for name in required)
            for keyword in ("items", "additionalProperties"):
                if isinstance(part.get(keyword), dict):
                    members["*"].append(part[keyword])
        for name, schemas in members.items():
            self.below(f"{path}/{name}", schemas, level + 1)


def share(part, whole):
    return f"{100 * part / whole:.1f} %" if whole else "-"


def main():
    events = json.loads(hookspect("events", "--format", "json").stdout)["events"]
    names = sorted({f"{event['provider']}/{event['event']}" for event in events})
    tally = {tool: collections.Counter() for tool in TOOLS}
    held_out = mutants = 0
    by_fault = collections.Counter()
    wrong = collections.Counter()
    for name in names:
        truth = Facts(json.loads(hookspect("schema", name).stdout)).facts
        payloads = lines(hookspect("sample", name, "-n", str(COUNT), "--seed", "1").stdout)
        unseen = lines(hookspect("sample", name, "-n", str(HELD_OUT), "--seed", "2").stdout)
        made = hookspect("sample", name, "-n", str(MUTANTS), "--seed", "3", "--mutate")
        made_lines = made.stdout.splitlines()
        broken = []
        for number, fault, at in re.findall(r"^(\d+): (\S+) at (.*)$", made.stderr, re.MULTILINE):
            if fault in FAULTS:
                broken.append((fault, at, json.loads(made_lines[int(number) - 1])))
        # What no payload shows nobody can learn.
        shown, fractions = shown_places(payloads)
        truth = {aspect: {fact for fact in facts if place(fact) in shown} for aspect, facts in truth.items()}
        held_out += len(unseen)
        mutants += len(broken)
        by_fault.update(fault for fault, _, _ in broken)
        for tool, learn in TOOLS.items():
            schema = learn(payloads)
            facts = Facts(schema).facts
            counts = tally[tool]
            for aspect in ASPECTS:
                own, true = facts[aspect], truth[aspect]
                if aspect == "fields":
                    # Where the model has a map, the names of its members are right too.
                    right = {path for path in own if path in true or in_map(path, true)}
                    found = {path for path in true if path in own or any(in_map(known, {path}) for known in own)}
                    counts[aspect, "found"] += len(found)
                else:
                    # An aspect of a place that the other does not know is no mistake of its own.
                    own = {fact for fact in own if place(fact) in truth["fields"]}
                    true = {fact for fact in true if place(fact) in facts["fields"]}
                    if aspect == "kinds":
                        own, true = whole(own, fractions), whole(true, fractions)
                    right = own & true
                    counts[aspect, "found"] += len(right)
                counts[aspect, "right"] += len(right)
                counts[aspect, "said"] += len(own)
                counts[aspect, "true"] += len(true)
                if tool == "hookspect" and os.environ.get("WRONG"):
                    wrong.update((aspect, "not so", f"{name} {fact}") for fact in own - right)
                    wrong.update((aspect, "not said", f"{name} {fact}") for fact in true - own)
            checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
            validator = jsonschema.validators.validator_for(schema, jsonschema.Draft202012Validator)
            validator = validator(schema, format_checker=checker)
            counts["alarms"] += sum(not validator.is_valid(payload) for payload in unseen)
            for fault, at, payload in broken:
                is_caught = not validator.is_valid(payload)
                if os.environ.get("WRONG") and tool == "hookspect" and not is_caught:
                    wrong[fault, "not caught", f"{name} {at}"] += 1
                counts["caught"] += is_caught
                counts["caught", fault] += is_caught
    print(f"{len(names)} events, {COUNT} payloads each; {held_out} held out, {mutants} with one fault")
    print("| | " + " | ".join(TOOLS) + " |\n| --- |" + " --- |" * len(TOOLS))
    for aspect in ASPECTS:
        cells = []
        for counts in tally.values():
            precision = share(counts[aspect, "right"], counts[aspect, "said"])
            cells.append(f"{precision} / {share(counts[aspect, 'found'], counts[aspect, 'true'])}")
        print(f"| {aspect}: precision / recall | " + " | ".join(cells) + " |")
    alarms = [share(counts["alarms"], held_out) for counts in tally.values()]
    print("| false alarms | " + " | ".join(alarms) + " |")
    for fault in FAULTS:
        caught = [share(counts["caught", fault], by_fault[fault]) for counts in tally.values()]
        print(f"| caught: {fault} ({by_fault[fault]}) | " + " | ".join(caught) + " |")
    print("| caught, all | " + " | ".join(share(counts["caught"], mutants) for counts in tally.values()) + " |")
    for (aspect, what, fact), _ in sorted(wrong.items()):
        print(aspect, what, fact, file=sys.stderr)


def place(fact):
    return fact if isinstance(fact, str) else fact[0]


def in_map(path, known):
    """Whether a path is one of these with names in place of some *."""
    steps = path.split("/")
    return any(
        len(steps) == len(other := way.split("/")) and all(one in (step, "*") for one, step in zip(other, steps))
        for way in known
        if "*" in way
    )


def whole(kinds, fractions):
    """Kinds, of which a number is an integer where no payload shows a fraction: nobody can tell."""
    return {(path, "integer" if kind == "number" and path not in fractions else kind) for path, kind in kinds}


def shown_places(payloads):
    """The places of payloads, the values of members also under *, and those that hold fractions."""
    places, fractions = set(), set()
    waiting = [("", payload) for payload in payloads]
    while waiting:
        path, value = waiting.pop()
        places.add(path)
        if isinstance(value, float):
            fractions.add(path)
        if isinstance(value, dict):
            for name, inner in value.items():
                waiting.append((f"{path}/{name}", inner))
                waiting.append((f"{path}/*", inner))
        elif isinstance(value, list):
            waiting.extend((f"{path}/*", inner) for inner in value)
    return places, fractions


main()
