import { z } from 'zod'
import {
  type Anchor,
  type ChainProblem,
  type ChainProblemKind,
  chainProblemKinds,
} from '../server/audit/chain-check.ts'
import { type LogVerification, verifyLog } from '../server/audit/verify-log.ts'
import { dbOf } from '../server/db/tables.ts'
import { builder } from './builder.ts'
import { memberOf } from './member.ts'

const AuditProblemKind = builder.enumType('AuditProblemKind', {
  description: 'What can be wrong with a log.',
  values: Object.fromEntries(
    Object.entries(chainProblemKinds).map(([kind, description]) => [kind, { description }]),
  ) as Record<ChainProblemKind, { description: string }>,
})

const AuditProblem = builder.objectRef<ChainProblem>('AuditProblem').implement({
  description: 'The first thing that is wrong with a log. What follows it is not judged.',
  fields: t => ({
    seq: t.exposeInt('seq', { description: 'Number of the first entry that is missing or not as it was written.' }),
    kind: t.expose('kind', { type: AuditProblemKind, description: 'What is wrong.' }),
    text: t.exposeString('text', { description: 'The same for people.' }),
  }),
})

const AuditHead = builder.objectRef<Anchor>('AuditHead').implement({
  description: 'The last entry of a log. Note it elsewhere: with it as anchor, a later check finds a cut tail.',
  fields: t => ({
    seq: t.exposeInt('seq', { description: 'Its number.' }),
    hash: t.exposeString('hash', { description: 'Its hash, in hex.' }),
  }),
})

const AuditVerification = builder.objectRef<LogVerification>('AuditVerification').implement({
  description: 'What came of recomputing every hash of a log.',
  fields: t => ({
    valid: t.exposeBoolean('valid', { description: 'Whether every entry is as it was written and none is missing.' }),
    checked: t.exposeInt('checked', { description: 'Entries from the first on that are as they were written.' }),
    head: t.expose('head', {
      type: AuditHead,
      nullable: true,
      description: 'The last of these; null for an empty log.',
    }),
    problem: t.expose('problem', { type: AuditProblem, nullable: true, description: 'What is wrong; null: nothing.' }),
  }),
})

const AuditAnchorInput = builder.inputType('AuditAnchorInput', {
  description: 'An entry that was noted elsewhere, such as the head on an export or a report.',
  fields: t => ({
    seq: t.int({ required: true, description: 'Its number.', validate: z.number().int().min(1) }),
    hash: t.string({
      required: true,
      description: 'Its hash: 64 characters of hex.',
      validate: z.string().regex(/^[0-9a-f]{64}$/, 'a hash is 64 characters 0-9, a-f'),
    }),
  }),
})

builder.queryField('auditVerification', t =>
  t.field({
    type: AuditVerification,
    description:
      'Checks the whole audit log of your organization: finds every edit, deletion, insertion and swap; with an anchor also that the end was cut or all was written anew. An export is checked without the server by npm run audit:verify.',
    authScopes: { scopes: ['audit:read'] },
    complexity: 5000,
    args: { anchor: t.arg({ type: AuditAnchorInput, description: 'The log must hold this entry.' }) },
    resolve: (_root, { anchor }, context) =>
      verifyLog(dbOf(context.em), memberOf(context).organizationId, anchor ?? null),
  }),
)
