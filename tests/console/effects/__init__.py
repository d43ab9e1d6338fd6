"""Tests of what each action does."""
