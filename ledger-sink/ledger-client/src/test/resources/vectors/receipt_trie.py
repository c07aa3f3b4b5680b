"""Second implementation of the receipts trie: writes receipt_trie.json beside it.

Plain Python: RLP, Keccak-256 and a trie kept as a dictionary of paths, all written apart from the
Java code. Run: python3 receipt_trie.py
"""
import json
import pathlib


def keccak256(data):
    rate, lanes = 136, [[0] * 5 for _ in range(5)]
    data = bytearray(data) + b"\x01" + bytes(-(len(data) + 1) % rate)
    data[-1] |= 0x80
    for block in range(0, len(data), rate):
        for i in range(rate // 8):
            lanes[i % 5][i // 5] ^= int.from_bytes(data[block + 8 * i : block + 8 * i + 8], "little")
        lanes = permute(lanes)
    return b"".join(lanes[i][0].to_bytes(8, "little") for i in range(4))


def rotate(value, by):
    by %= 64
    return ((value << by) | (value >> (64 - by))) & (2**64 - 1)


def permute(a):
    lfsr = 1
    for _ in range(24):
        c = [a[x][0] ^ a[x][1] ^ a[x][2] ^ a[x][3] ^ a[x][4] for x in range(5)]
        d = [c[x - 1] ^ rotate(c[(x + 1) % 5], 1) for x in range(5)]
        a = [[a[x][y] ^ d[x] for y in range(5)] for x in range(5)]
        x, y, current = 1, 0, a[1][0]
        for t in range(24):
            x, y = y, (2 * x + 3 * y) % 5
            current, a[x][y] = a[x][y], rotate(current, (t + 1) * (t + 2) // 2)
        for y in range(5):
            row = [a[x][y] for x in range(5)]
            for x in range(5):
                a[x][y] = row[x] ^ (~row[(x + 1) % 5] & row[(x + 2) % 5])
        for j in range(7):
            if lfsr & 1:
                a[0][0] ^= 1 << ((1 << j) - 1)
            lfsr = (lfsr << 1) ^ (0x171 if lfsr & 0x80 else 0)
    return a


def rlp(item):
    if isinstance(item, bytes):
        if len(item) == 1 and item[0] < 0x80:
            return item
        return length(len(item), 0x80) + item
    body = b"".join(rlp(i) for i in item)
    return length(len(body), 0xC0) + body


def length(size, offset):
    if size < 56:
        return bytes([offset + size])
    digits = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([offset + 55 + len(digits)]) + digits


def node(entries):
    """entries: {path string of hex digits: value}"""
    if len(entries) == 1:
        [(path, value)] = entries.items()
        return [prefix(path, 2), value]
    paths = list(entries)
    shared = 0
    while len({p[: shared + 1] for p in paths}) == 1:
        shared += 1
    if shared:
        return [prefix(paths[0][:shared], 0), child({p[shared:]: v for p, v in entries.items()})]
    branch = []
    for digit in "0123456789abcdef":
        below = {p[1:]: v for p, v in entries.items() if p[0] == digit}
        branch.append(child(below) if below else b"")
    return branch + [b""]


def child(entries):
    inner = node(entries)
    encoded = rlp(inner)
    return inner if len(encoded) < 32 else keccak256(encoded)


def prefix(path, flag):
    head = "%x%s" % (flag + len(path) % 2, "" if len(path) % 2 else "0")
    return bytes.fromhex(head + path)


def root(values):
    if not values:
        return keccak256(rlp(b""))
    number = lambda i: i.to_bytes((i.bit_length() + 7) // 8, "big")
    return keccak256(rlp(node({rlp(number(i)).hex(): v for i, v in enumerate(values)})))


def main():
    cases = []
    for count in [0, 1, 2, 3, 15, 16, 17, 127, 128, 129, 130, 200, 256, 257, 300]:
        for size in [1, 4, 31, 32, 33, 400]:
            values = [bytes((7 * i + j) % 251 for j in range(size)) for i in range(count)]
            cases.append({"count": count, "root": "0x" + root(values).hex(), "size": size})
    assert keccak256(b"").hex().startswith("c5d2460186f7233c")
    target = pathlib.Path(__file__).with_suffix(".json")
    target.write_text(json.dumps(cases, separators=(",", ":"), sort_keys=True) + "\n")


main()
