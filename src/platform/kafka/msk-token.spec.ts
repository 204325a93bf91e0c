import { describe, expect, it } from '@jest/globals';
import { type MskSigner, mskTokens } from './msk-token.js';

describe('a token for AWS MSK', () => {
  it('is made by the signer for the region, and ends when the signer says', async () => {
    const regions: string[] = [];
    const signer: MskSigner = {
      generateAuthToken: async ({ region }) => {
        regions.push(region);
        return { token: 'signed', expiryTime: 1_795_798_728_000 };
      },
    };
    expect(await mskTokens('eu-central-1', async () => signer)()).toEqual({
      value: 'signed',
      expiresAtMs: 1_795_798_728_000,
    });
    expect(regions).toEqual(['eu-central-1']);
  });

  it('is refused for good where the signer is not installed, in a sentence that says how to install it', async () => {
    await expect(mskTokens('eu-central-1')()).rejects.toMatchObject({
      retriable: false,
      message: expect.stringMatching(/npm install --no-save aws-msk-iam-sasl-signer-js@1\.0\.3$/),
    });
  });

  it('may come later where the credentials fail', async () => {
    const signer: MskSigner = {
      generateAuthToken: () => Promise.reject(new Error('Could not load credentials from any providers')),
    };
    await expect(mskTokens('eu-central-1', async () => signer)()).rejects.toMatchObject({
      retriable: true,
      message: expect.stringContaining('Could not load credentials'),
    });
  });
});
