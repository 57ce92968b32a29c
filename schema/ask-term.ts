import { z } from 'zod'
import { decodeId } from '../server/access/opaque-id.ts'
import type { AskTermRecord } from '../server/ask/terms/ask-term.ts'
import { type AskTermConflict as Conflict, decideAskTerm } from '../server/ask/terms/decide-ask-term.ts'
import { proposeAskTerm } from '../server/ask/terms/propose-ask-term.ts'
import { askTermsByIds, readAskTerms } from '../server/ask/terms/read-ask-terms.ts'
import { retireAskTerm } from '../server/ask/terms/retire-ask-term.ts'
import { builder } from './builder.ts'
import type { Context } from './context.ts'
import { NotAllowedToDecide } from './decide-review-task.ts'
import { memberOf } from './member.ts'
import { listConnectionOf } from './page.ts'
import { loaderOf } from './request-cache.ts'
import { User, userOf } from './user.ts'

const AskTermKind = builder.enumType('AskTermKind', {
  description: 'What a word of your organization’s own stands for.',
  values: {
    METRIC: { description: 'A metric.' },
    CLIENT: { description: 'A client.' },
    STAFF: { description: 'A member of staff; for those who may see their names.' },
    INDUSTRY: { description: 'An industry of clients.' },
    SERVICE_LINE: { description: 'A service line of invoices.' },
    TEAM: { description: 'A team.' },
    PROJECT: { description: 'A project.' },
    PRODUCT: { description: 'A licensed product.' },
    VENDOR: { description: 'A vendor of licenses.' },
  } as const,
})

const AskTermStatus = builder.enumType('AskTermStatus', {
  description: 'How far a word of your organization’s own is.',
  values: {
    PROPOSED: { description: 'It waits for somebody else’s decision and means nothing yet.' },
    APPROVED: { description: 'Questions understand it.' },
    REJECTED: { description: 'It was decided against; the comment says why.' },
    RETIRED: { description: 'It was taken out of use, or withdrawn, and means nothing any more.' },
  } as const,
})

const AskTerm = builder.objectRef<AskTermRecord>('AskTerm')

const who = (context: Context, id: number | null) => (id === null ? null : userOf(context, id))

builder.node(AskTerm, {
  description: 'A word of your organization’s own in questions: a synonym of a metric, or a nickname.',
  authScopes: { scopes: ['data:read'] },
  id: { resolve: term => String(term.id) },
  loadOne: (id, context) =>
    Number.isSafeInteger(Number(id))
      ? loaderOf(context, 'ask terms', (ids: readonly number[]) =>
          askTermsByIds(context.em, memberOf(context), ids, context.now),
        ).load(Number(id))
      : null,
  fields: t => ({
    kind: t.expose('kind', { type: AskTermKind, description: 'What it stands for.' }),
    term: t.exposeString('term', { description: 'The word or words, as they were written.' }),
    meaning: t.exposeString('meaning', {
      nullable: true,
      description:
        'What it stands for: the key of a metric, the id of a client or member of staff, else the name; null: that is not there any more.',
    }),
    meaningName: t.string({
      nullable: true,
      description: 'The name of what it stands for; null: that is not there any more.',
      resolve: ({ kind, meaningName }, _args, context) => {
        if (kind === 'STAFF' && meaningName !== null) context.audit.note('AskTerm.meaningName')
        return meaningName
      },
    }),
    status: t.expose('status', { type: AskTermStatus, description: 'How far it is.' }),
    version: t.exposeInt('version', { description: 'Grows with each change; a decision names the one it looked at.' }),
    own: t.boolean({
      description: 'Whether you proposed it; then somebody else has to decide.',
      resolve: ({ proposedBy }, _args, context) => proposedBy !== null && proposedBy === memberOf(context).userId,
    }),
    proposedBy: t.field({
      type: User,
      nullable: true,
      description: 'Who proposed it; null: somebody who has left.',
      resolve: ({ proposedBy }, _args, context) => who(context, proposedBy),
    }),
    proposedAt: t.expose('proposedAt', { type: 'DateTime', description: 'When it was proposed.' }),
    decidedBy: t.field({
      type: User,
      nullable: true,
      description: 'Who approved or rejected it; null: nobody yet, or somebody who has left.',
      resolve: ({ decidedBy }, _args, context) => who(context, decidedBy),
    }),
    decidedAt: t.expose('decidedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was approved or rejected; null: not yet.',
    }),
    retiredBy: t.field({
      type: User,
      nullable: true,
      description: 'Who took it out of use; null: nobody, or somebody who has left.',
      resolve: ({ retiredBy }, _args, context) => who(context, retiredBy),
    }),
    retiredAt: t.expose('retiredAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was taken out of use; null: it was not.',
    }),
    comment: t.exposeString('comment', {
      nullable: true,
      description: 'What was said with the last decision; null: nothing.',
    }),
  }),
})

builder.queryField('askTerms', t =>
  t.connection(
    {
      type: AskTerm,
      description: 'Your organization’s own words in questions, by word: those whose meaning you may see.',
      authScopes: { scopes: ['data:read'] },
      args: { status: t.arg({ type: AskTermStatus, description: 'Only those that are so far; absent: all.' }) },
      resolve: async (_root, { status, ...args }, context) =>
        listConnectionOf(
          await readAskTerms(context.em, memberOf(context), { now: context.now, status: status ?? null }),
          args,
        ),
    },
    { name: 'AskTermConnection', description: 'A page of words of your organization’s own.' },
    { name: 'AskTermEdge', description: 'A word in the list.' },
  ),
)

const ProposeAskTermInput = builder.inputType('ProposeAskTermInput', {
  description: 'A word for questions, and what it is to stand for.',
  fields: t => ({
    kind: t.field({ type: AskTermKind, required: true, description: 'What it stands for.' }),
    term: t.string({
      required: true,
      description: 'The word, or up to six: 2 to 60 characters that mean nothing else in a question.',
    }),
    meaning: t.string({
      required: true,
      description: 'Key or name of the metric; id or name of anything else, as it stands in your data.',
      validate: z.string().trim().min(1).max(300),
    }),
  }),
})

builder.mutationField('proposeAskTerm', t =>
  t.field({
    type: AskTerm,
    description:
      'Proposes a word of your organization’s own for questions. It means nothing until somebody else has approved it.',
    authScopes: { scopes: ['data:read'] },
    args: { input: t.arg({ type: ProposeAskTermInput, required: true, description: 'The word and its meaning.' }) },
    resolve: (_root, { input }, context) =>
      proposeAskTerm(context.em, memberOf(context), input, { now: context.now, gate: context.gate }),
  }),
)

const AskTermConflict = builder.objectRef<Conflict>('AskTermConflict').implement({
  description: 'Somebody else was quicker. Nothing was changed.',
  fields: t => ({
    message: t.exposeString('message', { description: 'What happened and what to do, for people.' }),
    current: t.expose('current', { type: AskTerm, description: 'The word as it is now.' }),
  }),
})

const DecideAskTermResult = builder.unionType('DecideAskTermResult', {
  description: 'The word after the decision, or why there was none.',
  types: [AskTerm, AskTermConflict, NotAllowedToDecide],
  resolveType: result => ('type' in result ? result.type : 'AskTerm'),
})

const AskTermVerdict = builder.enumType('AskTermVerdict', {
  description: 'What becomes of a proposed word.',
  values: {
    APPROVE: { description: 'Questions understand it from now on.' },
    REJECT: { description: 'It stays without a meaning; say why in the comment.' },
  } as const,
})

/** The number of a term of the viewer's organization; null: the id is none. */
function termNumber(context: Context, id: string): number | null {
  const [key] = decodeId(id, 'AskTerm', memberOf(context).organizationId) ?? []
  const number = Number(key ?? Number.NaN)
  return Number.isSafeInteger(number) ? number : null
}

builder.mutationField('decideAskTerm', t =>
  t.field({
    type: DecideAskTermResult,
    description:
      'Decides on a proposed word that is not your own. Of several people who decide on the same version, exactly one wins.',
    authScopes: { scopes: ['metrics:define'] },
    args: {
      id: t.arg.id({ required: true, description: 'Id of the word.' }),
      version: t.arg.int({ required: true, description: 'The version that you looked at.' }),
      verdict: t.arg({ type: AskTermVerdict, required: true, description: 'What becomes of it.' }),
      comment: t.arg.string({ description: 'Why, up to 1,000 characters; needed with REJECT.' }),
    },
    resolve: (_root, { id, version, verdict, comment }, context) =>
      decideAskTerm(
        context.em,
        memberOf(context),
        { id: termNumber(context, id), version, verdict, comment },
        { now: context.now, gate: context.gate },
      ),
  }),
)

builder.mutationField('retireAskTerm', t =>
  t.field({
    type: AskTerm,
    description:
      'Takes a word out of use: an approved one with metrics:define, or one that you proposed and that still waits.',
    authScopes: { scopes: ['data:read'] },
    args: {
      id: t.arg.id({ required: true, description: 'Id of the word.' }),
      comment: t.arg.string({ description: 'Why, up to 1,000 characters.' }),
    },
    resolve: (_root, { id, comment }, context) =>
      retireAskTerm(
        context.em,
        memberOf(context),
        { id: termNumber(context, id), comment },
        { now: context.now, gate: context.gate },
      ),
  }),
)
