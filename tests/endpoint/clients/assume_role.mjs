// Assume a role with codes, as a user of the AWS SDK for JavaScript does, and ask for the identity with it.
// Arguments: the role's ARN, the device's serial number, and one code for each attempt.
import { IAMClient, ListUsersCommand } from "@aws-sdk/client-iam";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { fromTemporaryCredentials } from "@aws-sdk/credential-providers";

const [roleArn, serialNumber, ...codes] = process.argv.slice(2);
const masterCredentials = { accessKeyId: "FAKE-alice", secretAccessKey: "not-a-secret" };

for (const code of codes) {
  const assume = fromTemporaryCredentials({
    masterCredentials,
    mfaCodeProvider: async () => code,
    params: { RoleArn: roleArn, RoleSessionName: "javascript", SerialNumber: serialNumber },
  });
  try {
    const credentials = await assume(); // once for both clients: each would use the code
    const identity = await new STSClient({ credentials }).send(new GetCallerIdentityCommand({}));
    const { Users } = await new IAMClient({ credentials }).send(new ListUsersCommand({}));
    console.log(identity.Arn, Users.map((user) => user.UserName).join());
  } catch (error) {
    console.log(error.name, error.message);
  }
}
