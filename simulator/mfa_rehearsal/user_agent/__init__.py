"""The browser, in WebAuthn's words the user agent: it stands between a page and an authenticator.

Rule: it knows the page's address and nothing of accounts or keys. It compares the relying party's
ID with the address, asks the user where to keep a passkey or where it is, and hands bytes across:
what navigator.credentials would carry. `iam` and `authenticator` meet nowhere else. All words of
its dialog are ours, because every browser has its own.

Import `ceremonies` where it is used: the mathematics takes time to load. The rest is values.
"""
