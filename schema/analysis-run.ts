import { decodeId, encodeId } from '../server/access/opaque-id.ts'
import { monthOfIso } from '../server/analytics/calendar.ts'
import { dbOf } from '../server/db/tables.ts'
import { BadInput, NotFound } from '../server/errors.ts'
import type { JobRecord } from '../server/jobs/job-record.ts'
import { jobsByIds } from '../server/jobs/read-jobs.ts'
import { analysisResult } from '../server/reviews/analysis/analyse.ts'
import { runAnalysis } from '../server/reviews/run-analysis.ts'
import { builder } from './builder.ts'
import { clientOf } from './client-ref.ts'
import type { Context } from './context.ts'
import { JobStatusEnum, jobKeyOf } from './job.ts'
import { memberOf } from './member.ts'
import { snapshotOf } from './snapshot-ref.ts'

const resultOf = ({ result }: JobRecord) => analysisResult.safeParse(result).data ?? null

const AnalysisRun = builder.objectRef<JobRecord>('AnalysisRun').implement({
  description: 'Working out results anew, and opening review tasks by policy.',
  fields: t => ({
    id: t.id({
      description: 'Its id; jobProgress follows it.',
      resolve: job => encodeId('Job', job.organizationId, job.id),
    }),
    status: t.expose('status', { type: JobStatusEnum, description: 'Where it stands.' }),
    resultCount: t.int({
      nullable: true,
      description: 'Results that were looked at; null until it is DONE.',
      resolve: job => resultOf(job)?.results ?? null,
    }),
    tasksOpened: t.int({
      nullable: true,
      description: 'Review tasks that were opened; null until it is DONE.',
      resolve: job => resultOf(job)?.opened ?? null,
    }),
    tasksExpired: t.int({
      nullable: true,
      description: 'Undecided tasks whose value changed; null until it is DONE.',
      resolve: job => resultOf(job)?.expired ?? null,
    }),
    error: t.exposeString('error', { nullable: true, description: 'Why it failed last; null: it did not.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was asked for.' }),
    startedAt: t.expose('startedAt', { type: 'DateTime', nullable: true, description: 'When it began.' }),
    endedAt: t.expose('endedAt', { type: 'DateTime', nullable: true, description: 'When it ended.' }),
  }),
})

const RunAnalysisInput = builder.inputType('RunAnalysisInput', {
  description: 'What is worked out; without anything, all results there are.',
  fields: t => ({
    snapshot: t.id({ description: 'What this snapshot touched.' }),
    clients: t.idList({ description: 'Only these clients, at most 1000.' }),
    from: t.field({ type: 'Month', description: 'From this month on.' }),
    to: t.field({ type: 'Month', description: 'Up to this month.' }),
  }),
})

async function requestOf(context: Context, input: typeof RunAnalysisInput.$inferInput | null | undefined) {
  const { organizationId } = memberOf(context)
  const { snapshot, clients, from, to } = input ?? {}
  const uid = snapshot == null ? undefined : decodeId(snapshot, 'Snapshot', organizationId)?.[0]
  const found = uid === undefined ? null : await snapshotOf(context, uid)
  if (snapshot != null && !found?.number) throw new NotFound('Running an analysis: there is no such snapshot')
  if (clients && clients.length > 1000)
    throw new BadInput(`Running an analysis: ${clients.length} clients were named, at most 1000 go at once`)
  return {
    snapshot: found?.number,
    clients: clients ? await Promise.all(clients.map(id => clientIdOf(context, id))) : undefined,
    firstMonth: from == null ? undefined : (monthOfIso(from) ?? undefined),
    lastMonth: to == null ? undefined : (monthOfIso(to) ?? undefined),
  }
}

async function clientIdOf(context: Context, id: string): Promise<number> {
  const client = Number(decodeId(id, 'Client', memberOf(context).organizationId)?.[0] ?? Number.NaN)
  const found = Number.isSafeInteger(client) ? await clientOf(context, client) : null
  if (!found) throw new NotFound('Running an analysis: there is no such client')
  return client
}

builder.mutationField('runAnalysis', t =>
  t.field({
    type: AnalysisRun,
    description: 'Works out results anew and opens review tasks by policy. Every accepted upload does so by itself.',
    authScopes: { scopes: ['reviews:decide'] },
    args: { input: t.arg({ type: RunAnalysisInput, description: 'What is worked out.' }) },
    resolve: async (_root, { input }, context) =>
      runAnalysis(context.em, memberOf(context), await requestOf(context, input), {
        ...{ now: context.now, gate: context.gate, id: context.newUid() },
      }),
  }),
)

builder.queryField('analysisRun', t =>
  t.field({
    type: AnalysisRun,
    nullable: true,
    description: 'A run by its id, or that of an upload; null where there is none (any more).',
    authScopes: { scopes: ['reviews:decide'] },
    args: {
      id: t.arg.id({ description: 'Id of the run.' }),
      snapshot: t.arg.id({ description: 'Id of a snapshot: the run that followed it.' }),
    },
    resolve: async (_root, { id, snapshot }, context) => {
      const { organizationId } = memberOf(context)
      if ((id == null) === (snapshot == null)) throw new BadInput('Reading an analysis: send either id or snapshot')
      const uid = snapshot == null ? null : (decodeId(snapshot, 'Snapshot', organizationId)?.[0] ?? '')
      const key = uid === null ? (jobKeyOf(context, id ?? '') ?? '') : `analysis-${uid}`
      const job = (await jobsByIds(dbOf(context.em), organizationId, [key])).get(key)
      return job?.kind === 'reviews.analyse' ? job : null
    },
  }),
)
