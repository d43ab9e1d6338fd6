"""IAM, STS and CloudTrail's event history over HTTP, for boto3 and the CLI: the second door.

Rule: no rule of AWS's lives here. `mfa_rehearsal.iam` says what happens, botocore's service
model says what a request and an answer look like; this room reads the one, asks the other and
writes. Only this room opens a socket. It needs the packages of the dependency group `endpoint`.
"""
