"""Precision and recall of `redact --check` over made lines. See privacy.sh."""

import collections
import json
import random
import re
import subprocess
import sys
import warnings

import rstr
import yaml
from faker import Faker

warnings.filterwarnings("ignore")
SEED = 7
PROGRAM, RULES = sys.argv[1:3]
CHANCE = random.Random(SEED)
MAKER = rstr.Rstr(CHANCE)
# `(?i)(?:maker)…`: the pattern wants a name beside the token.
NAMED = re.compile(r"\(\?i\)\(\?:([a-z]+)")
SECRET = {"live-token", "high-entropy", "jwt"}

# Each case: what it is called in the table, the rules of which one has to find it (none: a lookalike), the line.
cases = []
# What a pattern is of that nobody has to keep to himself.
PUBLIC = re.compile(
    r"client-id|-url|host|name|domain|public|address|account-id|tenant|key-id|app-id|access-id|api-id|auth-id|mobile|"
    r"client-sdk|project-api|pub-"
)
# Which pattern a line is made after.
sources = {}


def case(what, rules, payload):
    cases.append((what, set(rules), payload))


def tokens():
    """Three tokens of every pattern that Python reads; where a pattern wants a name beside the token, as a member of it."""
    unread = 0
    for rule in yaml.load(open(RULES), Loader=yaml.CSafeLoader)["rules"]:
        try:
            pattern = re.compile(rule["pattern"])
        except re.error:
            unread += 1
            continue
        if PUBLIC.search(rule["id"]):
            continue
        # A pattern tells a token by itself if it begins with letters that only its maker's tokens begin with.
        bare = re.sub(r"^(\(\?i\)|\\b|\(\?:|\(\?P<\w+>|\()*", "", rule["pattern"])
        tells_itself = re.match(r"[\w.$-]{3,}\[|[\w-]{2,}[_-](?:\(\?:|\[)", bare)
        for _ in range(3):
            try:
                made = MAKER.xeger(rule["pattern"])
                found = pattern.search(made)
            except Exception:
                break
            if not found:
                continue
            groups = [group for group in found.groups() if group]
            value = found.group(rule.get("betterleaks_secret_group") or 0) if not groups else groups[0]
            value = value.strip("\\\"'` \t\r\n;")
            if len(value) > 2000 or not (value.isascii() and value.isprintable()) or len(value) < 8:
                continue
            named = NAMED.match(rule["pattern"])
            if not named and not tells_itself:
                named = re.match(r"betterleaks\.([a-z0-9]+)", rule["id"])
            if named:
                case("token by its name", SECRET, {f"{named[1]}_api_key": value})
            else:
                sources[len(cases) + 1] = rule["id"]
                case("token by its form", SECRET, {"setting": value})
                case("token in a sentence", SECRET, {"text": f"we have put {value} into the vault"})
    return unread


def people():
    for language in ["en_US", "de_DE", "fr_FR", "pl_PL", "es_ES", "it_IT", "pt_BR"]:
        faker = Faker(language)
        faker.seed_instance(SEED)
        for _ in range(40):
            email = faker.free_email()
            case("e-mail", ["real-email"], {"contact": email})
            case("e-mail in a sentence", ["real-email"], {"text": f"Please write to {email}, thank you."})
            case("e-mail as a name", ["real-email", "person-in-key"], {"by": {email: 1}})
            case("telephone under its name", ["real-phone"], {"phone": faker.phone_number()})
            case("address of a network", ["real-ip"], {"client_ip": faker.ipv4_public()})
            case("address in a sentence", ["real-ip"], {"text": f"came from {faker.ipv4_public()} at noon"})
            card = faker.credit_card_number(card_type=CHANCE.choice(["visa16", "mastercard", "amex", "discover"]))
            case("card", ["real-card"], {"reference": card})
            case("card in a sentence", ["real-card"], {"text": f"paid with {card} yesterday"})
            try:
                case("bank account", ["real-iban"], {"reference": faker.iban()})
            except AttributeError:
                pass
    faker = Faker("en_US")
    faker.seed_instance(SEED)
    for _ in range(60):
        number = f"+49 30 {CHANCE.randrange(200000, 999999)}{CHANCE.randrange(10)}"
        case("telephone in a sentence", ["real-phone"], {"text": f"call {number} before noon"})


def lookalikes():
    faker = Faker("en_US")
    faker.seed_instance(SEED)
    sign = lambda count: "".join(CHANCE.choices("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", k=count))
    for _ in range(60):
        for name, value in {
            "id": faker.uuid4(),
            "customer": f"cus_{sign(14)}",
            "event": f"evt_{sign(24)}",
            "commit": faker.sha1(),
            "checksum": faker.sha256(),
            "etag": f'W/"{faker.md5()}"',
            "integrity": f"sha512-{sign(86)}==",
            "clone_url": f"git@github.com:{faker.user_name()}/{faker.slug()}.git",
            "isbn": faker.isbn13(),
            "barcode": faker.ean13(),
            "mac": faker.mac_address(),
            "version": f"{CHANCE.randrange(40)}.{CHANCE.randrange(40)}.{CHANCE.randrange(40)}",
            "agent": faker.user_agent(),
            "created_at": faker.iso8601(),
            "created": int(faker.unix_time()),
            "email": faker.safe_email(),
            "reply_to": f"{faker.user_name()}@shop.test",
            "server": faker.ipv4_private(),
            "documentation_ip": f"203.0.113.{CHANCE.randrange(255)}",
            "colour": faker.hex_color(),
            "file": faker.file_path(depth=3),
            "image": f"logo@{CHANCE.randrange(2, 4)}x.png",
            "text": faker.sentence(nb_words=12),
            "url": f"https://{faker.domain_name()}/{faker.slug()}?page={CHANCE.randrange(90)}",
            "amount": faker.pydecimal(left_digits=4, right_digits=2, positive=True).__str__(),
            "order_number": f"ORD-{CHANCE.randrange(10**8)}",
            "tracking": f"1Z{sign(16).upper()}",
            "phone": f"+1 202 555 01{CHANCE.randrange(100):02}",
            "card_number": "4242 4242 4242 4242",
            "token_count": CHANCE.randrange(9000),
            "password_reset_required": CHANCE.choice([True, False]),
            "token_type": "bearer",
            "api_key": CHANCE.choice(["YOUR_API_KEY", "<api-key>", "${API_KEY}", "xxxxxxxx", "changeme"]),
            "cursor": f"eyJ{sign(20)}",
            "slug": faker.slug(),
            "plate": faker.license_plate(),
            "locale": faker.locale(),
            "coordinates": [float(faker.latitude()), float(faker.longitude())],
        }.items():
            case(f"lookalike: {name}", [], {name: value})


unread = tokens()
people()
lookalikes()
with open("cases.ndjson", "w") as out:
    for _, _, payload in cases:
        out.write(json.dumps(payload, ensure_ascii=False) + "\n")

run = subprocess.run(
    [PROGRAM, "redact", "--check", "--format", "ndjson", "--exit-zero", "--quiet", "cases.ndjson"],
    capture_output=True, text=True, check=True,
)
told = collections.defaultdict(set)
for line in run.stdout.splitlines():
    record = json.loads(line)
    for finding in record.get("findings", []):
        told[finding["line"]].add(finding["rule"])

print(f"{len(cases)} lines; {unread} patterns of Betterleaks that Python does not read were left out\n")
print("| what | found | of | recall |\n| --- | --- | --- | --- |")
kinds, missed = collections.OrderedDict(), collections.defaultdict(list)
for number, (what, rules, payload) in enumerate(cases, 1):
    if rules:
        found, all_of = kinds.get(what, (0, 0))
        hit = bool(told[number] & rules)
        kinds[what] = (found + hit, all_of + 1)
        if not hit:
            missed[what].append(number)
for what, (found, all_of) in kinds.items():
    print(f"| {what} | {found} | {all_of} | {found / all_of:.0%} |")

print("\n| rule | right | wrong | precision |\n| --- | --- | --- | --- |")
right, wrong, alarms = collections.Counter(), collections.Counter(), collections.Counter()
for number, (what, rules, payload) in enumerate(cases, 1):
    for rule in told[number]:
        if rules:
            right[rule] += 1
        else:
            wrong[rule] += 1
            alarms[what, rule] += 1
for rule in sorted(right | wrong):
    print(f"| {rule} | {right[rule]} | {wrong[rule]} | {right[rule] / (right[rule] + wrong[rule]):.0%} |")
for (what, rule), count in alarms.most_common(20):
    print(f"- {count} x {rule} at {what}")

scan = subprocess.run([sys.executable, "-m", "detect_secrets", "scan", "--no-verify", "cases.ndjson"], capture_output=True, text=True)
theirs = {one["line_number"] for found in json.loads(scan.stdout)["results"].values() for one in found}
secrets = {n for n, (_, rules, _) in enumerate(cases, 1) if rules & SECRET}
plain = {n for n, (_, rules, _) in enumerate(cases, 1) if not rules}
ours = {n for n in told if told[n] & SECRET}
for name, lines in [("hookspect", ours), ("detect-secrets", theirs)]:
    hits, false = len(lines & secrets), len(lines & plain)
    print(f"\nsecrets, {name}: recall {hits / len(secrets):.0%} ({hits} of {len(secrets)}), "
          f"precision {hits / max(1, hits + false):.0%} ({false} false alarms)", end="")
print()
if len(sys.argv) > 3:
    for what, numbers in missed.items():
        for number in numbers:
            print(what, sources.get(number, ""), json.dumps(cases[number - 1][2])[:200])
