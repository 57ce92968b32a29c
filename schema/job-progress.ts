import { encodeId } from '../server/access/opaque-id.ts'
import { may } from '../server/access/policy.ts'
import { dbOf } from '../server/db/tables.ts'
import { NotFound } from '../server/errors.ts'
import { followJob } from '../server/jobs/follow-job.ts'
import type { JobRecord } from '../server/jobs/job-record.ts'
import { jobsByIds } from '../server/jobs/read-jobs.ts'
import { builder } from './builder.ts'
import { JobStatusEnum, jobKeyOf } from './job.ts'
import { memberOf } from './member.ts'

const JobProgress = builder.objectRef<JobRecord>('JobProgress').implement({
  description: 'How far a job is.',
  fields: t => ({
    id: t.id({
      description: 'Id of the job.',
      resolve: job => encodeId('Job', job.organizationId, job.id),
    }),
    kind: t.exposeString('kind', { description: 'What is done.' }),
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
    error: t.exposeString('error', { nullable: true, description: 'Why the last attempt failed; null: it did not.' }),
    result: t.expose('result', {
      type: 'JSON',
      nullable: true,
      description: 'What it answered; null until it is DONE.',
    }),
  }),
})

builder.subscriptionField('jobProgress', t =>
  t.field({
    type: JobProgress,
    description: 'How far a job is, from now until it has ended. For whoever asked for it, and those who set policies.',
    authScopes: { scopes: ['data:read'] },
    args: { id: t.arg.id({ required: true, description: 'Id of the job.' }) },
    subscribe: async (_root, { id }, context) => {
      const { organizationId, userId } = memberOf(context)
      const key = jobKeyOf(context, id) ?? ''
      const job = (await jobsByIds(dbOf(context.em), organizationId, [key])).get(key)
      const own = job !== undefined && userId !== null && job.createdBy === userId
      if (!job || !(own || may(context.viewer, 'policy:write')))
        throw new NotFound('Following a job: there is no such job')
      return followJob(context.em, organizationId, key, context.sleep, context.signal)
    },
    resolve: job => job,
  }),
)
