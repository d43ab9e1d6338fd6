"""WebAuthn's formats and mathematics, for both sides of a ceremony.

Rule: bytes in, frozen values out. This room knows neither an account nor an authenticator: `iam` is
the relying party, `authenticator` makes the credentials, and both read and write with these
modules. Callers pass all randomness. Malformed bytes raise a FormatError, and nothing else.

Nothing is imported here, so that a page without passkeys doesn't pay for the mathematics.

Source: WebAuthn Level 3, RFC 8949 (CBOR), RFC 9053 (COSE), FIPS 186-5 and RFC 6979 (ECDSA).
"""
