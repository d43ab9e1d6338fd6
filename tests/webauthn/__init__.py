"""Tests of WebAuthn's formats and mathematics, alone and against other implementations."""
