import { z } from 'zod'
import { decodeId } from '../server/access/opaque-id.ts'
import { dbOf } from '../server/db/tables.ts'
import { writeIn } from '../server/db/write-in.ts'
import { NotFound } from '../server/errors.ts'
import { cancelJob } from '../server/jobs/cancel-job.ts'
import type { JobRecord } from '../server/jobs/job-record.ts'
import { countJobs, jobsByIds, readJobs } from '../server/jobs/read-jobs.ts'
import { builder } from './builder.ts'
import type { Context } from './context.ts'
import { memberOf } from './member.ts'
import { connectionOf, pageOf } from './page.ts'
import { loaderOf } from './request-cache.ts'
import { User, userOf } from './user.ts'

export const JobStatusEnum = builder.enumType('JobStatus', {
  description: 'Where a job stands.',
  values: {
    QUEUED: { description: 'It waits for its time, or for a server to take it.' },
    RUNNING: { description: 'A server works on it.' },
    DONE: { description: 'It was done.' },
    FAILED: { description: 'It failed as often as it may.' },
    CANCELLED: { description: 'Somebody cancelled it.' },
  } as const,
})

/** The key of a job within its organization, out of its id; null for anything else. */
export const jobKeyOf = (context: Context, id: string): string | null =>
  decodeId(id, 'Job', memberOf(context).organizationId)?.join(':') ?? null

/** The job with this key; null when the viewer's organization has none. */
const jobOf = (context: Context, key: string): Promise<JobRecord | null> =>
  loaderOf(context, 'jobs', (keys: readonly string[]) =>
    jobsByIds(dbOf(context.em), memberOf(context).organizationId, keys),
  ).load(key)

const Job = builder.objectRef<JobRecord>('Job')

builder.node(Job, {
  description: 'A piece of work that the server does outside of requests.',
  authScopes: { scopes: ['policy:write'] },
  id: { resolve: job => job.id },
  loadOne: (id, context) => jobOf(context, id),
  fields: t => ({
    kind: t.exposeString('kind', { description: 'What is done, e.g. "audit.verify".' }),
    status: t.expose('status', { type: JobStatusEnum, description: 'Where it stands.' }),
    done: t.int({ description: 'Steps that are done.', resolve: job => job.progress.done }),
    total: t.int({
      nullable: true,
      description: 'Steps in all; null while that is not known.',
      resolve: job => job.progress.total,
    }),
    text: t.string({
      nullable: true,
      description: 'What is being done, for people.',
      resolve: job => job.progress.text,
    }),
    attempts: t.exposeInt('attempts', { description: 'Times it was started.' }),
    maxAttempts: t.exposeInt('maxAttempts', { description: 'Times it is started at most.' }),
    cancelRequested: t.exposeBoolean('cancelRequested', { description: 'Whether it was asked to stop.' }),
    result: t.expose('result', {
      type: 'JSON',
      nullable: true,
      description: 'What it answered; null until it is DONE.',
    }),
    error: t.exposeString('error', { nullable: true, description: 'Why the last attempt failed; null: it did not.' }),
    createdBy: t.field({
      type: User,
      nullable: true,
      description: 'Who asked for it; null: a schedule did.',
      resolve: (job, _args, context) => (job.createdBy === null ? null : userOf(context, job.createdBy)),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was queued.' }),
    runAt: t.expose('runAt', { type: 'DateTime', description: 'Not before.' }),
    startedAt: t.expose('startedAt', { type: 'DateTime', nullable: true, description: 'When it was first started.' }),
    endedAt: t.expose('endedAt', { type: 'DateTime', nullable: true, description: 'When it ended.' }),
  }),
})

const JobFilterInput = builder.inputType('JobFilter', {
  description: 'Which jobs; conditions are joined by and.',
  fields: t => ({
    kinds: t.stringList({
      description: 'Of one of these kinds, at most 100.',
      validate: z.array(z.string()).max(100).nullish(),
    }),
    status: t.field({ type: [JobStatusEnum], description: 'In one of these states.' }),
  }),
})

builder.queryField('jobs', t =>
  t.connection(
    {
      type: Job,
      description: 'What the server did, does and will do outside of requests, newest first. Kept for 90 days.',
      authScopes: { scopes: ['policy:write'] },
      args: { filter: t.arg({ type: JobFilterInput, description: 'Only these jobs.' }) },
      resolve: async (_root, { filter, ...args }, context) => {
        const page = pageOf(args, 2)
        const { organizationId } = memberOf(context)
        const wanted = { kinds: filter?.kinds ?? undefined, status: filter?.status ?? undefined }
        return connectionOf(
          await readJobs(dbOf(context.em), organizationId, wanted, page),
          page,
          job => [job.createdAt, job.id],
          () => countJobs(dbOf(context.em), organizationId, wanted),
        )
      },
    },
    { name: 'JobConnection', description: 'A page of jobs.' },
    { name: 'JobEdge', description: 'A job in the list.' },
  ),
)

builder.mutationField('cancelJob', t =>
  t.field({
    type: Job,
    description:
      'Cancels a job: one that waits never starts, one that runs is asked to stop. One that ended stays as it is.',
    authScopes: { scopes: ['policy:write'] },
    args: { id: t.arg.id({ required: true, description: 'Id of the job.' }) },
    resolve: (_root, { id }, context) => {
      const key = jobKeyOf(context, id)
      if (key === null) throw new NotFound('Cancelling a job: there is no such job')
      return writeIn(context.em, context.gate, db => cancelJob(db, memberOf(context), key, context.now))
    },
  }),
)
