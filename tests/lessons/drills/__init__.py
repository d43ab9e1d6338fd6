"""Tests of the drills' own solutions, away from where a drill begins."""
