"""Recomputes protocol.json from its inputs; exits 1 on any difference. `--write` replaces it.

A second implementation of PROTOCOL 2.1, 2.3, 3, 4 and 5 beside the Java one."""

import hashlib
import json
import pathlib
import sys

from primitives import address, gcm_seal, hpke_seal, keccak256, sign

FILE = pathlib.Path(__file__).with_name("protocol.json")


def canonical(value):
    """RFC 8785 for what PROTOCOL 2.1 allows; sorted by UTF-16 code units."""
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return "{" + ",".join(canonical(n) + ":" + canonical(value[n]) for n in names) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return json.dumps(value)


def raw(hex_text):
    return bytes.fromhex(hex_text[2:])


def show(data):
    return "0x" + data.hex()


def tagged(domain, data):
    return keccak256(len(domain).to_bytes(4, "big") + domain.encode() + data)


def word(kind, value):
    if kind.endswith("[]"):
        return keccak256(b"".join(word(kind[:-2], element) for element in value))
    if kind in ("string", "bytes"):
        return keccak256(value.encode())
    if kind.startswith("uint"):
        assert 0 <= value < 2 ** int(kind[4:])
        return value.to_bytes(32, "big")
    if kind == "address":
        return raw(value).rjust(32, b"\x00")
    return raw(value) if value.startswith("0x") else value.encode().ljust(32, b"\x00")


def struct_hash(encoded, value):
    members = encoded[encoded.index("(") + 1 : -1].split(",")
    assert [m.split(" ")[1] for m in members] == list(value) or set(value) == {
        m.split(" ")[1] for m in members
    }
    words = [word(m.split(" ")[0], value[m.split(" ")[1]]) for m in members]
    return keccak256(keccak256(encoded.encode()) + b"".join(words))


def separator(name, domain):
    kind = "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
    return struct_hash(
        kind,
        {
            "name": name,
            "version": "1",
            "chainId": domain["chainId"],
            "verifyingContract": domain["contract"],
        },
    )


def statement(case, domain):
    hashed = struct_hash(case["type"], case["statement"])
    digest = keccak256(b"\x19\x01" + separator("Tributary", domain) + hashed)
    return {
        "typeHash": show(keccak256(case["type"].encode())),
        "structHash": show(hashed),
        "digest": show(digest),
        "signer": show(address(raw(case["secret"]))),
        "signature": show(sign(raw(case["secret"]), digest)),
    }


def run_id(case):
    words = word("uint256", case["chainId"]) + word("address", case["contract"])
    words += word("address", case["signer"]) + raw(case["nonce"])
    return {"runId": show(keccak256(words))}


def parameters(case):
    text = canonical({"fresh": case["fresh"], "salt": case["salt"], "values": case["values"]})
    return {"digest": show(tagged("tributary/v1/parameters", text.encode()))}


def canonical_text(case):
    return {"canonical": canonical(json.loads(case["text"]))}


def merkle(leaves):
    sha = lambda data: hashlib.sha256(data).digest()
    level = [sha(b"\x00" + leaf) for leaf in leaves]
    while len(level) > 1:
        pairs = [level[i : i + 2] for i in range(0, len(level), 2)]
        level = [sha(b"\x01" + p[0] + p[1]) if len(p) == 2 else p[0] for p in pairs]
    return sha(b"\x02" + len(leaves).to_bytes(8, "big") + level[0])


def inclusion(case):
    members = case["members"]
    return {"root": show(merkle([raw(members[name]) for name in sorted(members)]))}


def sealed(case):
    c = case["context"]
    aad = b"tributary/v1/seal" + c["chainId"].to_bytes(8, "big") + raw(c["contract"])
    aad += raw(c["run"]) + raw(c["jobDigest"]) + raw(c["parametersDigest"])
    aad += word("bytes32", c["sender"]) + word("bytes32", c["recipient"])
    aad += c["senderEpoch"].to_bytes(4, "big") + bytes([{"SHARE": 1, "OUTPUT": 2}[c["kind"]]])
    key = raw(case["contentKey"])
    recipient = x25519_public(raw(case["recipientSecret"]))
    enc, wrapped = hpke_seal(
        2, 32, recipient, raw(case["ephemeral"]), b"tributary/v1/seal", aad, key
    )
    text = bytes(i * i % 251 for i in range(case["textLength"]))
    size = 16384
    count = max(1, -(-len(text) // size))
    body = b""
    for i in range(count):
        place = i.to_bytes(4, "big") + count.to_bytes(4, "big") + bytes([i == count - 1])
        nonce = bytes(4) + i.to_bytes(8, "big")
        body += gcm_seal(key, nonce, aad + place, text[i * size : (i + 1) * size])
    whole = enc + wrapped + body
    return {"aad": show(aad), "length": len(whole), "sha256": show(hashlib.sha256(whole).digest())}


def x25519_public(secret):
    from primitives import x25519

    return x25519(secret, (9).to_bytes(32, "little"))


def known():
    """Published values that this script itself must reproduce before it may judge others."""
    empty = "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"
    assert keccak256(b"").hex() == empty
    # The example of EIP-712.
    person = "Person(string name,address wallet)"
    mail = "Mail(Person from,Person to,string contents)" + person
    cow = {"name": "Cow", "wallet": "0xcd2a3d9f938e13cd947ec05abc7fe734df8dd826"}
    bob = {"name": "Bob", "wallet": "0x" + "b" * 40}
    hashed = keccak256(
        keccak256(mail.encode())
        + struct_hash(person, cow)
        + struct_hash(person, bob)
        + word("string", "Hello, Bob!")
    )
    domain = separator("Ether Mail", {"chainId": 1, "contract": "0x" + "c" * 40})
    digest = keccak256(b"\x19\x01" + domain + hashed)
    assert digest.hex() == "be609aee343fb3c4b28e1df9e632fca64fcfaede20f02e86244efddf30957bd2"
    signature = sign(keccak256(b"cow"), digest)
    assert signature.hex() == (
        "4355c47d63924e8a72e509b65029052eb6c299d53a04e167c5775fd466751c9d"
        "07299936d304c153f6443dfa05f40ff007d72911b6f72307f996231605b915621c"
    )
    # RFC 9180, A.1.1.
    h = bytes.fromhex
    enc, text = hpke_seal(
        1,
        16,
        h("3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d"),
        h("52c4a758a802cd8b936eceea314432798d5baf2d7e9235dc084ab1b9cfa2f736"),
        b"Ode on a Grecian Urn",
        b"Count-0",
        b"Beauty is truth, truth beauty",
    )
    assert enc.hex() == "37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431"
    assert text.hex() == (
        "f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a9"
        "6d8770ac83d07bea87e13c512a"
    )


def main():
    known()
    data = json.loads(FILE.read_text(encoding="utf-8"))
    makers = {
        "statements": lambda case: statement(case, data["domain"]),
        "runIds": run_id,
        "parameters": parameters,
        "canonicalJson": canonical_text,
        "inclusionSets": inclusion,
        "sealed": sealed,
    }
    wrong = []
    for section, make in makers.items():
        for number, case in enumerate(data[section]):
            for name, value in make(case).items():
                if case.get(name) != value:
                    wrong.append(f"{section}[{number}].{name}")
                case[name] = value
    if "--write" in sys.argv:
        FILE.write_text(json.dumps(data, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    elif wrong:
        sys.exit("differs: " + ", ".join(wrong))


main()
