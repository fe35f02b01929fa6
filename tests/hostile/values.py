"""What hostile people put in fields, addresses and headers, and the marks by which it is found again in a page."""

from urllib.parse import quote_plus

SCRIPT = '<script>alert("hostile")</script>'
BREAKOUT = "\"'><img src=x onerror=hostile>"
TEMPLATE = "{{7331*7}}${7331*7}<%=7331*7%>#{7331*7}"
COMPUTED = "51317"
LINK = "[x](javascript:hostile) <javascript:hostile> [y](data:text/html,hostile)"
# No page may hold these as they are.
RAW = (SCRIPT, "<img src=x onerror=hostile>", COMPUTED, 'href="javascript:', 'href="data:')

TEXTS: dict[str, str] = {
    "empty": "",
    "spaces": " \t \u00a0\u3000 ",
    "long": "a" * 10_000,
    "very long": "é " * 60_000,
    "one long word": "1" * 5_000,
    "nul": "a\x00b",
    "controls": "a\x01\x1b[31m\x7f\x85b",
    "separators": "a\u2028b\u2029c\x0bd",
    "script": SCRIPT,
    "breakout": BREAKOUT,
    "template": TEMPLATE,
    "link": LINK,
    "sql": "' OR 1=1; DROP TABLE account; --",
    "like": "%_\\%",
    "fts": 'NEAR("a" b) AND NOT * ^ : -',
    "huge": "9" * 30,
    "larger than a row": str(2**31),
    "larger than eight bytes": str(2**63),
    "huge after a small start": "00000000001" + "9" * 40,
    "digits without end": "1" * 4_400,
    "negative": "-1",
    "zero": "0",
    "float": "1e309",
    "not a number": "NaN",
    "other digits": "\u0661\u0662\u0663\uff11\u00b2",
    "format": "%(name)s %s %d {0} {name}",
    "traversal": "../../../../etc/passwd",
    "mail header": "Léa\r\nBcc: tous@demo.example\r\n\r\nBonjour",
    "turned": "\u202eevil\u202c\u200b\ufeff",
    "stacked": "Z" + "\u0300" * 400,
    "ligatures": "\ufdfa" * 200,
    "beyond the plane": "\U0001f469\u200d\U0001f680" * 20,
    "noncharacter": "\ufffe\uffff\ufffd",
    "json": '{"$gt": "", "__proto__": {}}',
    "spaces without end": " " * 20_000 + "x",
    "brackets": "[" * 6_000,
    "quotes": "> " * 3_000,
    "stars": "*a_ " * 1_500,
    "outside": "//evil.example/x",
    "backslash": "/\\evil.example",
}
BYTES: dict[str, bytes] = {
    "lone surrogate": b"a%ED%A0%80b",
    "invalid utf-8": b"a%FF%FE%C3b",
    "overlong": b"%C0%AF%E0%80%AF",
    "cut": b"%E2%82",
    "broken percent": b"%zz%1%",
    "bare bytes": b"\xff\xfe\xed\xa0\x80",
    "semicolons": b"a;b=c;d",
}
LOOKED_FOR = ("script", "breakout", "template", "link", "mail header")


# Every value as it stands in a body or a query.
ENCODED: tuple[tuple[str, bytes], ...] = (
    *((name, quote_plus(text.encode()).encode()) for name, text in TEXTS.items()),
    *BYTES.items(),
)

HEADERS: dict[str, dict[str, str]] = {
    "accept": {"Accept": "application/x-nothing;q=0.1, */*;q=nan, ,;"},
    "accept json": {"Accept": "application/json"},
    "range": {"Range": "bytes=5-2,-1,99999999999999999999-"},
    "range units": {"Range": "pages=1-2"},
    "etag": {"If-None-Match": 'W/"' + "a" * 5_000},
    "since": {"If-Modified-Since": "Thu, 99 Foo 99999 99:99:99 GMT"},
    "unmodified": {"If-Unmodified-Since": "nonsense", "If-Match": "nonsense"},
    "language": {"Accept-Language": "../../etc/passwd,\u00e9;q=9,*;q=-1,en;q=abc"},
    "encoding": {"Accept-Encoding": "identity;q=0, nothing"},
    "cookie": {"Cookie": "session=" + "a" * 20_000},
    "cookie forged": {"Cookie": "session=eyJfdXNlcl9pZCI6IjEifQ.aaaaaa.bbbbbbb"},
    "cookie bytes": {"Cookie": "session=\u00ff\u00fe; a=\u00e9; ;;=;"},
    "cookies": {"Cookie": "; ".join(f"c{number}=x" for number in range(2_000))},
    "agent": {"User-Agent": SCRIPT + "\u00e9" + "a" * 9_000},
    "forwarded": {"X-Forwarded-For": "not an address, ::1, 999.9.9.9", "X-Forwarded-Proto": "gopher"},
    "forwarded host": {"X-Forwarded-Host": "evil.example", "X-Forwarded-Prefix": "//evil.example"},
    "authorization": {"Authorization": "Basic %%%"},
    "digest": {"Authorization": "Digest username=\u00e9, ="},
    "long": {"X-Long": "a" * 60_000},
    "referer": {"Referer": "javascript:hostile"},
    "override": {"X-HTTP-Method-Override": "DELETE"},
    "length": {"Content-Length": "-1"},
    "length in words": {"Content-Length": "many"},
    "type": {"Content-Type": "multipart/form-data"},
    "charset": {"Content-Type": "application/x-www-form-urlencoded; charset=utf-7"},
    "expect": {"Expect": "200-surprise"},
}
METHODS = ("HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "FOO")

BODIES: dict[str, tuple[str, bytes]] = {
    "json object": ("application/json", b'{"name": "x", "csrf_token": "x", "once": ["a"]}'),
    "json numbers": ("application/json", b'{"name": 1, "email": {"a": 1}, "title": null, "text": [1, {}]}'),
    "json list": ("application/json", b"[1, 2]"),
    "json number": ("application/json", b"5"),
    "json null": ("application/json", b"null"),
    "json text": ("application/json", b'"abc"'),
    "json broken": ("application/json", b'{"name": '),
    "json surrogate": ("application/json", b'{"name": "\\ud800", "email": "\\u0000", "q": "\\ud800"}'),
    "json deep": ("application/json", b"[" * 5_000),
    "plain": ("text/plain", b"name=x"),
    "xml": ("application/xml", b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'),
    "no boundary": ("multipart/form-data", b"--x\r\n\r\n"),
    "other boundary": ("multipart/form-data; boundary=x", b"--y\r\nContent-Disposition: form-data\r\n\r\n"),
    "broken multipart": (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="a',
    ),
    "no name": (
        "multipart/form-data; boundary=x",
        b"--x\r\nContent-Disposition: form-data\r\n\r\na\r\n--x--",
    ),
    "many fields": ("application/x-www-form-urlencoded", b"&".join(b"a%d=1" % n for n in range(3_000))),
    "many parts": (
        "multipart/form-data; boundary=x",
        b"".join(b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n' for _ in range(600))
        + b"--x--",
    ),
    "empty": ("application/x-www-form-urlencoded", b""),
    "unknown type": ("\u00e9/\u00e9; charset=\u00e9", b"a"),
}
