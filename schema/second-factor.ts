import { z } from 'zod'
import { confirmSecondFactor } from '../server/accounts/second-factor/confirm-second-factor.ts'
import { removeSecondFactor } from '../server/accounts/second-factor/remove-second-factor.ts'
import { renewBackupCodes } from '../server/accounts/second-factor/renew-backup-codes.ts'
import type { SecondFactorRecord } from '../server/accounts/second-factor/second-factor-record.ts'
import { startSecondFactor } from '../server/accounts/second-factor/start-second-factor.ts'
import { withoutTenant } from '../server/db/row-level-security/tenant-scope.ts'
import { builder } from './builder.ts'
import { ownSessionOf } from './own-session.ts'
import { ownUnprovenAnswer, unprovenTypes } from './sign-in-failures.ts'

export const SecondFactor = builder.objectRef<SecondFactorRecord>('SecondFactor').implement({
  description: 'The second factor you sign in with, besides the password: an authenticator app (TOTP).',
  fields: t => ({
    since: t.expose('since', { type: 'DateTime', description: 'When it was turned on.' }),
    backupCodesLeft: t.exposeInt('backupCodesLeft', { description: 'Backup codes that were not used yet, of ten.' }),
  }),
})

const SecondFactorSecret = builder
  .objectRef<{ readonly type: 'SecondFactorSecret'; readonly secret: string; readonly uri: string }>(
    'SecondFactorSecret',
  )
  .implement({
    description: 'What an authenticator app is set up with. It is shown once; a first code of the app turns it on.',
    fields: t => ({
      secret: t.exposeString('secret', { description: 'The secret in base 32, to be typed into the app.' }),
      uri: t.exposeString('uri', { description: 'The same as an otpauth:// address, to be shown as a QR code.' }),
    }),
  })

const BackupCodes = builder
  .objectRef<{ readonly type: 'BackupCodes'; readonly codes: readonly string[] }>('BackupCodes')
  .implement({
    description: 'Codes that stand in for the app, each once. They are shown once and stored hashed.',
    fields: t => ({
      codes: t.stringList({
        description: 'Ten codes, to be kept apart from the device.',
        resolve: set => [...set.codes],
      }),
    }),
  })

const SecondFactorRemoved = builder
  .objectRef<{ readonly type: 'SecondFactorRemoved'; readonly endedSessions: number }>('SecondFactorRemoved')
  .implement({
    description: 'The second factor is off.',
    fields: t => ({
      endedSessions: t.exposeInt('endedSessions', { description: 'Other sessions of yours, which ended.' }),
    }),
  })

const StartSecondFactorResult = builder.unionType('StartSecondFactorResult', {
  description: 'The secret for the app, or why there is none.',
  types: [SecondFactorSecret, ...unprovenTypes],
  resolveType: result => result.type,
})
const BackupCodesResult = builder.unionType('BackupCodesResult', {
  description: 'Backup codes, or why there are none.',
  types: [BackupCodes, ...unprovenTypes],
  resolveType: result => result.type,
})
const RemoveSecondFactorResult = builder.unionType('RemoveSecondFactorResult', {
  description: 'That it is off, or why it is not.',
  types: [SecondFactorRemoved, ...unprovenTypes],
  resolveType: result => result.type,
})

const password = z.string().max(1000)
const code = z.string().max(100)

builder.mutationField('startSecondFactor', t =>
  t.field({
    type: StartSecondFactorResult,
    description:
      'Begins to set up a second factor for your account. Nothing is asked for at sign-in until confirmSecondFactor.',
    authScopes: { session: true },
    complexity: 100,
    args: { password: t.arg.string({ required: true, description: 'Your password.', validate: password }) },
    resolve: async (_root, args, context) => {
      const { userId, origin } = ownSessionOf(context)
      const begun = await withoutTenant('own account', () =>
        startSecondFactor(context.accounts, { userId, origin, password: args.password }, context.now),
      )
      return begun.type === 'SecondFactorSecret'
        ? begun
        : ownUnprovenAnswer(context, begun, 'Setting up a second factor')
    },
  }),
)

builder.mutationField('confirmSecondFactor', t =>
  t.field({
    type: BackupCodesResult,
    description: 'Turns the second factor on with a first code of the app. Your other sessions end.',
    authScopes: { session: true },
    complexity: 100,
    args: { code: t.arg.string({ required: true, description: 'Six digits of the app.', validate: code }) },
    resolve: async (_root, args, context) => {
      const confirmed = await withoutTenant('own account', () =>
        confirmSecondFactor(context.accounts, { ...ownSessionOf(context), code: args.code }, context.now),
      )
      return confirmed.type === 'BackupCodes'
        ? confirmed
        : ownUnprovenAnswer(context, confirmed, 'Confirming the second factor')
    },
  }),
)

builder.mutationField('renewBackupCodes', t =>
  t.field({
    type: BackupCodesResult,
    description: 'Ten new backup codes; the earlier ones do not work any more.',
    authScopes: { session: true },
    complexity: 100,
    args: {
      password: t.arg.string({ required: true, description: 'Your password.', validate: password }),
      code: t.arg.string({ required: true, description: 'A code of the app, or a backup code.', validate: code }),
    },
    resolve: async (_root, args, context) => {
      const { userId, origin } = ownSessionOf(context)
      const renewed = await withoutTenant('own account', () =>
        renewBackupCodes(context.accounts, { userId, origin, ...args }, context.now),
      )
      return renewed.type === 'BackupCodes' ? renewed : ownUnprovenAnswer(context, renewed, 'Renewing backup codes')
    },
  }),
)

builder.mutationField('removeSecondFactor', t =>
  t.field({
    type: RemoveSecondFactorResult,
    description: 'Turns your second factor off. Your other sessions end.',
    authScopes: { session: true },
    complexity: 100,
    args: {
      password: t.arg.string({ required: true, description: 'Your password.', validate: password }),
      code: t.arg.string({ required: true, description: 'A code of the app, or a backup code.', validate: code }),
    },
    resolve: async (_root, args, context) => {
      const { userId, origin, sessionId } = ownSessionOf(context)
      const removed = await withoutTenant('own account', () =>
        removeSecondFactor(context.accounts, { userId, origin, sessionId, ...args }, context.now),
      )
      return removed.type === 'SecondFactorRemoved'
        ? removed
        : ownUnprovenAnswer(context, removed, 'Turning the second factor off')
    },
  }),
)
