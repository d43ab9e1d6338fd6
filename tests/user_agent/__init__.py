"""Tests of the browser between a page and an authenticator."""
