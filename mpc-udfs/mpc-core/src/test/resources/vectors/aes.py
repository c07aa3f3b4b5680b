"""AES-256 in counter mode, plainly (FIPS 197, SP 800-38A). Slow, and only for checking vectors."""


def _times(a, b):
    product = 0
    while b:
        if b & 1:
            product ^= a
        a = (a << 1) ^ (0x11B if a & 0x80 else 0)
        b >>= 1
    return product


def _sbox():
    box = []
    for value in range(256):
        inverse = next((i for i in range(256) if _times(value, i) == 1), 0)
        out = 0x63
        for turn in range(5):
            out ^= (inverse << turn | inverse >> (8 - turn)) & 0xFF
        box.append(out)
    return box


SBOX = _sbox()
DOUBLE = [_times(i, 2) for i in range(256)]


def round_keys(key):
    words = [list(key[i : i + 4]) for i in range(0, 32, 4)]
    constant = 1
    for i in range(8, 60):
        word = list(words[-1])
        if i % 8 == 0:
            word = [SBOX[b] for b in word[1:] + word[:1]]
            word[0] ^= constant
            constant = DOUBLE[constant]
        elif i % 8 == 4:
            word = [SBOX[b] for b in word]
        words.append([a ^ b for a, b in zip(words[i - 8], word)])
    return [sum(words[i : i + 4], []) for i in range(0, 60, 4)]


def encrypt(keys, block):
    state = [a ^ b for a, b in zip(block, keys[0])]
    for number, key in enumerate(keys[1:], 1):
        state = [SBOX[state[(i + 4 * (i % 4)) % 16]] for i in range(16)]
        if number < len(keys) - 1:
            mixed = []
            for c in range(0, 16, 4):
                column = state[c : c + 4]
                everything = column[0] ^ column[1] ^ column[2] ^ column[3]
                for r in range(4):
                    mixed.append(
                        column[r] ^ everything ^ DOUBLE[column[r] ^ column[(r + 1) % 4]]
                    )
            state = mixed
        state = [a ^ b for a, b in zip(state, key)]
    return bytes(state)


def key_stream(key, counter):
    """Yields 16-byte blocks; the counter block is a big-endian integer."""
    keys = round_keys(key)
    while True:
        yield encrypt(keys, counter.to_bytes(16, "big"))
        counter = (counter + 1) % (1 << 128)


# FIPS 197, appendix C.3.
assert (
    encrypt(round_keys(bytes(range(32))), bytes.fromhex("00112233445566778899aabbccddeeff")).hex()
    == "8ea2b7ca516745bfeafc49904b496089"
)
