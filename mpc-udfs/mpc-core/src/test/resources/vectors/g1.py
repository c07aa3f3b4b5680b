"""BLS12-381 G1: arithmetic, encoding and hash-to-curve (RFC 9380), plainly."""

import hashlib

import rfc9380_g1 as iso

P = 0x1A0111EA397FE69A4B1BA7B6434BACD764774B84F38512BF6730D2A0F6B0F6241EABFFFEB153FFFFB9FEFFFFFFFFAAAB
Q = 0x73EDA753299D7D483339D80809A1D80553BDA402FFFE5BFEFFFFFFFF00000001
COFACTOR_EFFECTIVE = 0xD201000000010001
INFINITY = None


def add(a, b):
    """Affine points of y^2 = x^3 + 4; infinity is None."""
    if a is INFINITY:
        return b
    if b is INFINITY:
        return a
    if a[0] == b[0]:
        if (a[1] + b[1]) % P == 0:
            return INFINITY
        slope = 3 * a[0] * a[0] * pow(2 * a[1], -1, P)
    else:
        slope = (b[1] - a[1]) * pow(b[0] - a[0], -1, P)
    x = (slope * slope - a[0] - b[0]) % P
    return x, (slope * (a[0] - x) - a[1]) % P


def times(scalar, point):
    """scalar >= 0 is not reduced: the point may lie outside the subgroup."""
    out = INFINITY
    while scalar:
        if scalar & 1:
            out = add(out, point)
        point = add(point, point)
        scalar >>= 1
    return out


def negative(point):
    return point if point is INFINITY else (point[0], -point[1] % P)


def compress(point):
    if point is INFINITY:
        return bytes([0xC0]) + bytes(47)
    flags = 0x80 | (0x20 if point[1] > (P - 1) // 2 else 0)
    encoded = bytearray(point[0].to_bytes(48, "big"))
    encoded[0] |= flags
    return bytes(encoded)


def root(value):
    """A square root, or None; P = 3 mod 4."""
    candidate = pow(value, (P + 1) // 4, P)
    return candidate if candidate * candidate % P == value % P else None


def _expand_message(message, tag, length):
    """RFC 9380, 5.3.1, with SHA-256."""
    tag += bytes([len(tag)])
    first = hashlib.sha256(bytes(64) + message + length.to_bytes(2, "big") + b"\0" + tag).digest()
    block = hashlib.sha256(first + b"\1" + tag).digest()
    out = block
    for i in range(2, (length + 31) // 32 + 1):
        block = hashlib.sha256(bytes(a ^ b for a, b in zip(first, block)) + bytes([i]) + tag).digest()
        out += block
    return out[:length]


def _to_isogenous(u):
    """RFC 9380, 6.6.2, as it is defined (not the optimised form)."""
    z = iso.Z * u * u % P
    denominator = (z * z + z) % P
    if denominator == 0:
        x = iso.B * pow(iso.Z * iso.A, -1, P) % P
    else:
        x = -iso.B * pow(iso.A, -1, P) * (1 + pow(denominator, -1, P)) % P
    y = root(x * x * x + iso.A * x + iso.B)
    if y is None:
        x = z * x % P
        y = root(x * x * x + iso.A * x + iso.B)
    return x, y if y % 2 == u % 2 else P - y


def _evaluate(coefficients, x):
    out = 0
    for coefficient in reversed(coefficients):
        out = (out * x + coefficient) % P
    return out


def _isogeny(point):
    x, y = point
    return (
        _evaluate(iso.X_NUM, x) * pow(_evaluate(iso.X_DEN, x), -1, P) % P,
        y * _evaluate(iso.Y_NUM, x) * pow(_evaluate(iso.Y_DEN, x), -1, P) % P,
    )


def hash_to(message, tag):
    """BLS12381G1_XMD:SHA-256_SSWU_RO_ (RFC 9380, 8.8.1)."""
    uniform = _expand_message(message, tag, 128)
    points = [
        _isogeny(_to_isogenous(int.from_bytes(uniform[i : i + 64], "big") % P)) for i in (0, 64)
    ]
    return times(COFACTOR_EFFECTIVE, add(*points))


# RFC 9380, J.9.1, the empty message.
assert hash_to(b"", b"QUUX-V01-CS02-with-BLS12381G1_XMD:SHA-256_SSWU_RO_")[0] == int(
    "052926add2207b76ca4fa57a8734416c8dc95e24501772c814278700eed6d1e4e8cf62d9c09db0fac349612b759e79a1", 16
)
