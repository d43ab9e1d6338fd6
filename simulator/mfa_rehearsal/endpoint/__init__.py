"""Serve IAM, STS and CloudTrail's event history over HTTP, for boto3 and the AWS CLI.

Rule: AWS's rules are not here. `mfa_rehearsal.iam` decides what happens, and botocore's service
models define requests and responses. This room translates between the two, and it alone opens a
socket. It needs the packages of the dependency group `endpoint`.
"""
