"""MFA Rehearsal: a fake AWS account, a phone and a console to practice root MFA with."""
