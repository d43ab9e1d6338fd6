"""MFA Rehearsal: a fake AWS account, a phone and a console to practise root MFA on."""
