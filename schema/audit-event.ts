import { z } from 'zod'
import { decodeId } from '../server/access/opaque-id.ts'
import type { EventFilter } from '../server/audit/event-filter.ts'
import type { AuditEventRecord } from '../server/audit/event-record.ts'
import { countEvents, eventsBySeqs, readEvents } from '../server/audit/read-events.ts'
import { BadInput } from '../server/errors.ts'
import { ApiKey, apiKeyOf } from './api-key.ts'
import { builder, maskedBy } from './builder.ts'
import type { Context } from './context.ts'
import { memberOf } from './member.ts'
import { connectionOf, pageOf } from './page.ts'
import { loaderOf } from './request-cache.ts'
import { User, userOf } from './user.ts'

const AuditEvent = builder.objectRef<AuditEventRecord>('AuditEvent')

builder.node(AuditEvent, {
  description:
    'An entry of the audit log: something that was changed, read of persons, exported or refused. Entries are numbered without gaps and never change; each carries the hash of the one before.',
  authScopes: { scopes: ['audit:read'] },
  id: { resolve: event => String(event.seq) },
  loadOne: (id, context) =>
    Number.isSafeInteger(Number(id))
      ? loaderOf(context, 'audit events', (seqs: readonly number[]) =>
          eventsBySeqs(context.em, memberOf(context), seqs),
        ).load(Number(id))
      : null,
  fields: t => ({
    seq: t.exposeInt('seq', { description: 'Its number in the log of your organization: 1, 2, 3, …' }),
    at: t.expose('at', { type: 'DateTime', description: 'When it happened.' }),
    actor: t.field({
      type: User,
      nullable: true,
      description: 'Who did it; null for the command line, for schedules, and for people who have left.',
      resolve: (event, _args, context) => (event.actorId === null ? null : userOf(context, event.actorId)),
    }),
    apiKey: t.field({
      type: ApiKey,
      ...maskedBy('keys:manage'),
      description: 'The API key they used, for those who manage keys; null: none.',
      resolve: (event, _args, context) => (event.apiKeyId === null ? null : apiKeyOf(context, event.apiKeyId)),
    }),
    role: t.exposeString('role', { nullable: true, description: 'Their role at that time; null: none.' }),
    action: t.exposeString('action', {
      description: 'What was done: the noun, a dot, what became of it, e.g. "snapshot.accepted".',
    }),
    subject: t.exposeString('subject', {
      description: 'To what: its kind and key within the log, e.g. "Snapshot:12".',
    }),
    details: t.expose('details', {
      type: 'JSONObject',
      description: 'More about it, e.g. what was before and after. Personal data stands here by reference only.',
    }),
    requestId: t.exposeString('requestId', {
      nullable: true,
      description: 'The request it came with, as X-Request-Id names it; null: none over the network.',
    }),
    address: t.exposeString('address', {
      nullable: true,
      description: 'The network address the request came from; null: none, or erased.',
    }),
    erased: t.exposeBoolean('erased', {
      description: 'Whether personal data of the entry, such as the address, was erased. That leaves the chain valid.',
    }),
    previousHash: t.exposeString('previousHash', {
      description: 'The hash of the entry before, in hex; empty for the first.',
    }),
    hash: t.exposeString('hash', {
      description: 'SHA-256 over everything the entry says and the hash of the one before, in hex.',
    }),
  }),
})

const text = z.string().min(1).max(300).nullish()

const AuditEventFilterInput = builder.inputType('AuditEventFilter', {
  description: 'Which entries; conditions are joined by and.',
  fields: t => ({
    actor: t.id({ description: 'By the user with this id.' }),
    action: t.string({
      description: 'This action, or all that begin so: "snapshot." for everything about snapshots.',
      validate: text,
    }),
    subject: t.string({
      description: 'About this subject, "Snapshot:12", or about its whole kind, "Snapshot".',
      validate: text,
    }),
    from: t.field({ type: 'DateTime', description: 'At this instant or later.' }),
    to: t.field({ type: 'DateTime', description: 'Before this instant.' }),
    search: t.string({
      description: 'Part of the action, subject, details, request id or address; letters a to z in any case.',
      validate: text,
    }),
  }),
})

builder.queryField('auditEvents', t =>
  t.connection(
    {
      type: AuditEvent,
      description:
        'The audit log of your organization, newest first. As a file: GET /audit/export.csv, .json or .xlsx.',
      authScopes: { scopes: ['audit:read'] },
      args: { filter: t.arg({ type: AuditEventFilterInput, description: 'Only these entries.' }) },
      resolve: async (_root, { filter, ...args }, context) => {
        const page = pageOf(args, 1)
        const viewer = memberOf(context)
        const wanted = await filterOf(filter ?? {}, context)
        return connectionOf(
          await readEvents(context.em, viewer, wanted, page),
          page,
          event => [event.seq],
          () => countEvents(context.em, viewer, wanted),
        )
      },
    },
    { name: 'AuditEventConnection', description: 'A page of the audit log.' },
    { name: 'AuditEventEdge', description: 'An entry in the list.' },
  ),
)

async function filterOf(given: typeof AuditEventFilterInput.$inferInput, context: Context): Promise<EventFilter> {
  const { organizationId } = memberOf(context)
  const [actorId] = given.actor == null ? [] : (decodeId(given.actor, 'User', organizationId) ?? [])
  const actor = actorId === undefined ? null : await userOf(context, Number(actorId))
  if (given.actor != null && actor === null)
    throw new BadInput('Reading the audit log: actor is not the id of a user of your organization')
  return {
    actorId: actorId === undefined ? undefined : Number(actorId),
    action: given.action ?? undefined,
    subject: given.subject ?? undefined,
    from: given.from == null ? undefined : Date.parse(given.from),
    to: given.to == null ? undefined : Date.parse(given.to),
    search: given.search ?? undefined,
  }
}
