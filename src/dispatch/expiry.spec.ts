import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { expiryFailure } from './expiry.js';

describe('the failure of a request that expired', () => {
  it.each([
    ['unauthorized', 'AUTHENTICATION_FAILED'],
    ['forbidden', 'PERMISSION_DENIED'],
    ['misconfigured', 'RESERVANTO_MISCONFIGURED'],
    ['throttled', 'RESERVANTO_UNAVAILABLE'],
    ['unreachable', 'RESERVANTO_UNAVAILABLE'],
  ])('after %s names %s as its cause', (because, code) => {
    expect(expiryFailure(because)).toMatchObject({
      code: 'REQUEST_EXPIRED',
      errors: [{ pointer: '', code, message: expect.stringMatching(/./) }],
      detail: expect.stringContaining('not executed'),
    });
  });

  it('that was never called says that nothing was sent', () => {
    expect(expiryFailure(null)).toMatchObject({
      errors: [],
      detail: expect.stringContaining('nothing was sent'),
    });
  });

  it.each(['timeout', 'connection-lost', 'lease-ran-out'])(
    'after %s does not say that nothing was sent',
    (because) => {
      expect(expiryFailure(because)).toMatchObject({
        errors: [],
        detail: expect.stringContaining('holds nothing of its earlier attempts'),
      });
    },
  );

  it('says of any cause that no booking exists', () => {
    fc.assert(
      fc.property(fc.option(fc.string()), (because) => {
        expect(expiryFailure(because)).toMatchObject({ code: 'REQUEST_EXPIRED', bookingMayExist: false });
      }),
    );
  });
});
