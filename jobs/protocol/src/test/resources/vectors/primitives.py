"""Second implementation of the primitives, from their specifications, with Python's library only."""

import hashlib
import hmac


# Keccak-256 (the padding of the original submission, as Ethereum uses it).
def keccak256(data):
    rate, state = 136, [[0] * 5 for _ in range(5)]
    padded = data + b"\x01" + b"\x00" * (-(len(data) + 2) % rate) + b"\x80"
    if len(data) % rate == rate - 1:
        padded = data + b"\x81"
    for start in range(0, len(padded), rate):
        for i in range(rate // 8):
            lane = padded[start + 8 * i : start + 8 * i + 8]
            state[i % 5][i // 5] ^= int.from_bytes(lane, "little")
        keccak_f(state)
    return b"".join(state[i % 5][i // 5].to_bytes(8, "little") for i in range(4))


def keccak_f(a):
    def rot(x, n):
        n %= 64
        return ((x << n) | (x >> (64 - n))) & (2**64 - 1)

    lfsr = 1
    for _ in range(24):
        c = [a[x][0] ^ a[x][1] ^ a[x][2] ^ a[x][3] ^ a[x][4] for x in range(5)]
        d = [c[(x + 4) % 5] ^ rot(c[(x + 1) % 5], 1) for x in range(5)]
        for x in range(5):
            for y in range(5):
                a[x][y] ^= d[x]
        x, y, current = 1, 0, a[1][0]
        for t in range(24):
            x, y = y, (2 * x + 3 * y) % 5
            current, a[x][y] = a[x][y], rot(current, (t + 1) * (t + 2) // 2)
        for y in range(5):
            row = [a[x][y] for x in range(5)]
            for x in range(5):
                a[x][y] = row[x] ^ (~row[(x + 1) % 5] & row[(x + 2) % 5])
        for j in range(7):
            lfsr = (lfsr << 1) ^ ((lfsr >> 7) * 0x171)
            if lfsr & 2:
                a[0][0] ^= 1 << ((1 << j) - 1)


# secp256k1 (SEC 2), RFC 6979, low s.
P = 2**256 - 2**32 - 977
N = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141
G = (
    0x79BE667EF9DCBBAC55A06295CE870B07029BFCDB2DCE28D959F2815B16F81798,
    0x483ADA7726A3C4655DA4FBFC0E1108A8FD17B448A68554199C47D08FFB10D4B8,
)


def add(p, q):
    if p is None or q is None:
        return q if p is None else p
    if p[0] == q[0] and (p[1] + q[1]) % P == 0:
        return None
    if p == q:
        slope = 3 * p[0] * p[0] * pow(2 * p[1], -1, P) % P
    else:
        slope = (q[1] - p[1]) * pow(q[0] - p[0], -1, P) % P
    x = (slope * slope - p[0] - q[0]) % P
    return x, (slope * (p[0] - x) - p[1]) % P


def multiply(k, p):
    out = None
    while k:
        if k & 1:
            out = add(out, p)
        p, k = add(p, p), k >> 1
    return out


def address(secret):
    x, y = multiply(int.from_bytes(secret, "big"), G)
    return keccak256(x.to_bytes(32, "big") + y.to_bytes(32, "big"))[12:]


def sign(secret, digest):
    z, d = int.from_bytes(digest, "big"), int.from_bytes(secret, "big")
    v, k = b"\x01" * 32, b"\x00" * 32
    seed = secret + (z % N).to_bytes(32, "big")
    for byte in (b"\x00", b"\x01"):
        k = hmac.new(k, v + byte + seed, hashlib.sha256).digest()
        v = hmac.new(k, v, hashlib.sha256).digest()
    v = hmac.new(k, v, hashlib.sha256).digest()
    nonce = int.from_bytes(v, "big")
    assert 0 < nonce < N
    x, y = multiply(nonce, G)
    s = pow(nonce, -1, N) * (z + x * d) % N
    odd = y & 1
    if s > N // 2:
        s, odd = N - s, odd ^ 1
    return x.to_bytes(32, "big") + s.to_bytes(32, "big") + bytes([27 + odd])


# X25519 (RFC 7748).
def x25519(scalar, u):
    p, a24 = 2**255 - 19, 121665
    k = int.from_bytes(scalar, "little") & ~7 & (2**255 - 1) | 2**254
    x1 = int.from_bytes(u, "little") & (2**255 - 1)
    x2, z2, x3, z3 = 1, 0, x1, 1
    for t in reversed(range(255)):
        if k >> t & 1:
            x2, z2, x3, z3 = x3, z3, x2, z2
        a, b, c, d = x2 + z2, x2 - z2, x3 + z3, x3 - z3
        da, cb = d * a % p, c * b % p
        nx3, nz3 = pow(da + cb, 2, p), x1 * pow(da - cb, 2, p) % p
        aa, bb = a * a % p, b * b % p
        e = aa - bb
        nx2, nz2 = aa * bb % p, e * (aa + a24 * e) % p
        x2, z2, x3, z3 = nx2, nz2, nx3, nz3
        if k >> t & 1:
            x2, z2, x3, z3 = x3, z3, x2, z2
    return (x2 * pow(z2, p - 2, p) % p).to_bytes(32, "little")


# AES (FIPS 197) and GCM (SP 800-38D).
def sbox():
    box, p, q = [0] * 256, 1, 1
    while True:
        p ^= (p << 1) & 0xFF ^ (0x1B if p & 0x80 else 0)
        for shift in (1, 2, 4):
            q ^= q << shift & 0xFF
        if q & 0x80:
            q ^= 0x09
        x = q
        for shift in (1, 2, 3, 4):
            x ^= (q << shift | q >> (8 - shift)) & 0xFF
        box[p] = x ^ 0x63
        if p == 1:
            break
    box[0] = 0x63
    return box


SBOX = sbox()


def xtime(b):
    return (b << 1) & 0xFF ^ (0x1B if b & 0x80 else 0)


def expand(key):
    words, n, rcon = [list(key[i : i + 4]) for i in range(0, len(key), 4)], len(key) // 4, 1
    for i in range(n, 4 * (n + 7)):
        word = list(words[-1])
        if i % n == 0:
            word = [SBOX[b] for b in word[1:] + word[:1]]
            word[0] ^= rcon
            rcon = xtime(rcon)
        elif n > 6 and i % n == 4:
            word = [SBOX[b] for b in word]
        words.append([a ^ b for a, b in zip(words[i - n], word)])
    return [sum(words[i : i + 4], []) for i in range(0, len(words), 4)]


def aes(round_keys, block):
    state = [a ^ b for a, b in zip(block, round_keys[0])]
    for number, key in enumerate(round_keys[1:], 1):
        state = [SBOX[state[(i + 4 * (i % 4)) % 16]] for i in range(16)]
        if number < len(round_keys) - 1:
            mixed = []
            for c in range(0, 16, 4):
                column = state[c : c + 4]
                every = column[0] ^ column[1] ^ column[2] ^ column[3]
                for i in range(4):
                    mixed.append(column[i] ^ every ^ xtime(column[i] ^ column[(i + 1) % 4]))
            state = mixed
        state = [a ^ b for a, b in zip(state, key)]
    return bytes(state)


def ghash(h, data):
    y = 0
    for i in range(0, len(data), 16):
        y ^= int.from_bytes(data[i : i + 16], "big")
        z, v = 0, h
        for bit in range(127, -1, -1):
            if y >> bit & 1:
                z ^= v
            v = v >> 1 ^ (0xE1 << 120 if v & 1 else 0)
        y = z
    return y


def gcm_seal(key, nonce, aad, text):
    keys = expand(key)
    out = b""
    for i in range(0, len(text), 16):
        pad = aes(keys, nonce + (i // 16 + 2).to_bytes(4, "big"))
        out += bytes(a ^ b for a, b in zip(text[i : i + 16], pad))
    fill = lambda b: b + b"\x00" * (-len(b) % 16)
    lengths = (8 * len(aad)).to_bytes(8, "big") + (8 * len(out)).to_bytes(8, "big")
    h = int.from_bytes(aes(keys, bytes(16)), "big")
    tag = ghash(h, fill(aad) + fill(out) + lengths)
    tag ^= int.from_bytes(aes(keys, nonce + (1).to_bytes(4, "big")), "big")
    return out + tag.to_bytes(16, "big")


# RFC 9180, base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256.
def extract(salt, key):
    return hmac.new(salt or bytes(32), key, hashlib.sha256).digest()


def expand_hkdf(key, info, length):
    out, block, i = b"", b"", 1
    while len(out) < length:
        block = hmac.new(key, block + info + bytes([i]), hashlib.sha256).digest()
        out, i = out + block, i + 1
    return out[:length]


def hpke_seal(aead, key_bytes, recipient, ephemeral, info, aad, text):
    """First message of a context; aead is the registry's number."""
    enc = x25519(ephemeral, (9).to_bytes(32, "little"))

    def labeled(suite):
        ex = lambda salt, label, key: extract(salt, b"HPKE-v1" + suite + label + key)
        xp = lambda prk, label, inf, n: expand_hkdf(
            prk, n.to_bytes(2, "big") + b"HPKE-v1" + suite + label + inf, n
        )
        return ex, xp

    ex, xp = labeled(b"KEM\x00\x20")
    prk = ex(b"", b"eae_prk", x25519(ephemeral, recipient))
    shared = xp(prk, b"shared_secret", enc + recipient, 32)
    ex, xp = labeled(b"HPKE\x00\x20\x00\x01" + aead.to_bytes(2, "big"))
    context = b"\x00" + ex(b"", b"psk_id_hash", b"") + ex(b"", b"info_hash", info)
    secret = ex(shared, b"secret", b"")
    key = xp(secret, b"key", context, key_bytes)
    nonce = xp(secret, b"base_nonce", context, 12)
    return enc, gcm_seal(key, nonce, aad, text)
