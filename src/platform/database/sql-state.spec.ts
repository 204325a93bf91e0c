import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type FailureKind, failureKindOf, sqlStateOf } from './sql-state.js';

/** As Prisma throws what PostgreSQL said about a raw statement. */
const ofStatement = (originalCode: string) =>
  Object.assign(new Error('failed'), {
    code: 'P2010',
    meta: { driverAdapterError: { cause: { originalCode } } },
  });
/** As the adapter throws what PostgreSQL said about a commit. */
const ofCommit = (originalCode: string) => Object.assign(new Error('failed'), { cause: { originalCode } });

const TABLE: readonly (readonly [why: string, state: string, kind: FailureKind])[] = [
  ['a character that the encoding lacks', '22P05', 'refused'],
  ['bytes that are no text', '22021', 'refused'],
  ['a number out of range', '22003', 'refused'],
  ['JSON that is none', '22P02', 'refused'],
  ['an index row that is too large', '54000', 'refused'],
  ['a null where none may be', '23502', 'refused'],
  ['a foreign key without its row', '23503', 'refused'],
  ['a check that fails', '23514', 'refused'],
  ['an exclusion', '23P01', 'refused'],
  ['the same value of a unique index', '23505', 'contention'],
  ['a deadlock', '40P01', 'again'],
  ['a serialization failure', '40001', 'again'],
  ['a lock that is held', '55P03', 'again'],
  ['a lost connection', '08006', 'away'],
  ['a server that shuts down', '57P01', 'away'],
  ['a statement time-out', '57014', 'away'],
  ['a full disk', '53100', 'away'],
  ['too many connections', '53300', 'away'],
  ['a standby', '25006', 'away'],
  ['a table that is missing', '42P01', 'away'],
  ['a right that is missing', '42501', 'away'],
  ['a wrong password', '28P01', 'away'],
  ['a damaged page', 'XX001', 'away'],
];

describe('the meaning of a failed statement', () => {
  it.each(TABLE)('%s (%s) is %s', (_why, state, kind) => {
    expect([failureKindOf(ofStatement(state)), failureKindOf(ofCommit(state))]).toEqual([kind, kind]);
  });

  it('is that of the database, not of the client that reports it', () => {
    expect(sqlStateOf(ofStatement('23514'))).toBe('23514');
    expect(sqlStateOf(Object.assign(new Error('expired'), { code: 'P2028' }))).toBeNull();
  });

  it('is "away" for whatever else can be thrown', () => {
    const thrown = fc.oneof(
      fc.anything(),
      fc
        .constantFrom('ECONNREFUSED', 'ECONNRESET', 'P1001', 'P2024', 'P2028', 'P2034')
        .map((code) => Object.assign(new Error('failed'), { code })),
    );
    fc.assert(fc.property(thrown, (error) => failureKindOf(error) === 'away'));
  });
});
