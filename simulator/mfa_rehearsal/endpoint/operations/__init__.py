"""What each operation of IAM, STS and CloudTrail does, as pure functions of a Call."""
