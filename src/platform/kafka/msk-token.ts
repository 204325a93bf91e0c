import { noTokenAtAll, noTokenForNow, type TokenIssuer } from './bearer-token.js';

/** The part that is used of Amazon's signer, which is installed only where it is needed. */
export interface MskSigner {
  /** `expiryTime` in milliseconds since 1970. */
  generateAuthToken(options: { region: string }): Promise<{ token: string; expiryTime: number }>;
}

const PACKAGE: string = 'aws-msk-iam-sasl-signer-js';

/**
 * Tokens for AWS MSK by Amazon's own signer, with the credentials that AWS programs find by themselves. The package is
 * loaded with the first token. Where it is missing, trying again does not help; credentials may come later.
 */
export function mskTokens(
  region: string,
  load: () => Promise<MskSigner> = async () => (await import(PACKAGE)) as MskSigner,
): TokenIssuer {
  return async () => {
    const signer = await load().catch((error: unknown) => {
      throw noTokenAtAll(
        isMissing(error)
          ? `KAFKA_SASL_MECHANISM=aws-msk-iam needs a package that is not installed. Run: npm install --no-save ${PACKAGE}@1.0.3`
          : `The package ${PACKAGE} cannot be loaded: ${messageOf(error)}`,
      );
    });
    const { token, expiryTime } = await signer.generateAuthToken({ region }).catch((error: unknown) => {
      throw noTokenForNow(`AWS credentials for ${region} cannot be used: ${messageOf(error)}`);
    });
    return { value: token, expiresAtMs: expiryTime };
  };
}

function isMissing(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND';
}

function messageOf(error: unknown): string {
  return (error as Partial<Error>).message ?? String(error);
}
