import { describe, expect, it } from '@jest/globals';
import { hideInLogs } from '../logging/hidden-values.js';
import { loadConfig } from './config.js';
import { reasonToShow } from './config-problems.js';

describe('the reason that a program shows at its end', () => {
  it('is the whole rule of a setting, also where a hidden value is one of its words', () => {
    try {
      loadConfig({ DATABASE_URL: 'postgres' });
    } catch (error) {
      expect(reasonToShow(error)).toContain('postgresql://user:password@host:5432/database');
    }
    expect.assertions(1);
  });

  it('holds no hidden value when it is anything else', () => {
    hideInLogs('SPEC_ONLY', 'geheim-7f3k9q2m');
    expect(reasonToShow(new Error('cannot log in as geheim-7f3k9q2m'))).not.toContain('7f3k9q2m');
  });
});
