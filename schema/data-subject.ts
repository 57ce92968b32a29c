import { may } from '../server/access/policy.ts'
import { withoutTenant } from '../server/db/row-level-security/tenant-scope.ts'
import { writeIn } from '../server/db/write-in.ts'
import { Forbidden } from '../server/errors.ts'
import { applyRetention, type Retention } from '../server/governance/retention.ts'
import { type Erasure, eraseSubject } from '../server/governance/subjects/erase-subject.ts'
import { exportSubject } from '../server/governance/subjects/export-subject.ts'
import { builder } from './builder.ts'
import { memberOf } from './member.ts'

const RowCounts = builder.objectRef<readonly [table: string, count: number]>('RowCount').implement({
  description: 'Rows of a table.',
  fields: t => ({
    table: t.string({ description: 'Which table.', resolve: ([table]) => table }),
    count: t.int({ description: 'How many rows of it.', resolve: ([, count]) => count }),
  }),
})

const Erased = builder.objectRef<Erasure>('Erasure').implement({
  description: 'What an erasure changed, or would change.',
  fields: t => ({
    dryRun: t.exposeBoolean('dryRun', { description: 'Whether nothing was changed.' }),
    pseudonym: t.exposeString('pseudonym', {
      nullable: true,
      description: 'What stands in place of the name now; null: nothing was changed.',
    }),
    counts: t.field({
      type: [RowCounts],
      description: 'Rows that name the person, by table.',
      resolve: ({ counts }) => Object.entries(counts),
    }),
  }),
})

builder.mutationField('exportSubject', t =>
  t.field({
    type: 'JSONObject',
    description: 'Everything that is stored about a person, by table. That it was exported stands in the audit log.',
    authScopes: { scopes: ['subject:erase'] },
    args: { person: t.arg.string({ required: true, description: 'Their e-mail address or full name.' }) },
    resolve: (_root, { person }, context) =>
      exportSubject(context.em, memberOf(context), person, { now: context.now, gate: context.gate }),
  }),
)

builder.mutationField('eraseSubject', t =>
  t.field({
    type: Erased,
    description:
      'Takes a person out of everything that is stored: a pseudonym takes the place of their names and addresses, their accounts end. Numbers stay, the audit log stays valid.',
    authScopes: { scopes: ['subject:erase'] },
    args: {
      person: t.arg.string({ required: true, description: 'Their e-mail address or full name.' }),
      dryRun: t.arg.boolean({ required: true, defaultValue: true, description: 'true: only says what would change.' }),
    },
    resolve: (_root, { person, dryRun }, context) =>
      withoutTenant('erasure', () =>
        eraseSubject(
          context.em,
          memberOf(context),
          { person, dryRun },
          { now: context.now, gate: context.gate, random: context.accounts.random(8).toString('hex') },
        ),
      ),
  }),
)

const Retained = builder.objectRef<Retention>('Retention').implement({
  description: 'Rows older than the policy keeps.',
  fields: t => ({
    dryRun: t.exposeBoolean('dryRun', { description: 'Whether nothing was removed.' }),
    counts: t.field({
      type: [RowCounts],
      description: 'How many there are or were, by table.',
      resolve: ({ counts }) => Object.entries(counts),
    }),
  }),
})

builder.mutationField('applyRetention', t =>
  t.field({
    type: Retained,
    description: 'Removes what the policy retention does not keep, now; the server does so every night.',
    authScopes: { scopes: ['data:delete'] },
    args: {
      dryRun: t.arg.boolean({ required: true, defaultValue: true, description: 'true: only says what would go.' }),
    },
    resolve: (_root, { dryRun }, context) => {
      const viewer = memberOf(context)
      if (!may(viewer, 'data:delete'))
        throw new Forbidden('Applying retention: it needs data:delete, which you do not have')
      return writeIn(context.em, context.gate, db =>
        applyRetention(db, viewer.organizationId, viewer, { dryRun }, context.now),
      )
    },
  }),
)
