import type { MessagePort } from 'node:worker_threads'
import type { Database } from '../../db/database.ts'
import { withTenant } from '../../db/row-level-security/tenant-scope.ts'
import { dbOf } from '../../db/tables.ts'
import { collectGarbage } from '../../observation/collect-garbage.ts'
import type { JobHandler, RunningJob } from '../job-handler.ts'
import { updateHeld } from '../lease.ts'
import { sentFailure } from './sent-failure.ts'
import type { FromJobThread, SentJob, ToJobThread } from './thread-messages.ts'

/** Runs in the thread of jobs: does what is sent, until it is told to close. Then the thread ends, whatever still runs. */
export function serveJobs(
  port: MessagePort,
  database: Database,
  handlers: Readonly<Record<string, JobHandler>>,
  clock: () => number,
): void {
  const running = new Map<number, AbortController>()
  const turns = createTurns(port)
  const send = (message: FromJobThread) => port.postMessage(message)

  async function run(run: number, job: SentJob, now: () => number): Promise<void> {
    const abort = new AbortController()
    running.set(run, abort)
    const { em } = database
    const { signal } = abort
    let writing = false
    const progress: RunningJob['progress'] = async (done, total = null, text = null) => {
      signal.throwIfAborted()
      // While this job has the gate, nothing else of it can be written.
      if (!writing) send({ type: 'progress', run, steps: [done, total, text] })
    }
    const write: RunningJob['write'] = work =>
      turns.take(() =>
        em.fork().transactional(async inner => {
          signal.throwIfAborted()
          const db = dbOf(inner)
          writing = true
          try {
            const answer = await work(db)
            if (await updateHeld(db, job, { lease_owner: job.lease })) return answer
          } finally {
            writing = false
          }
          throw new Error('The lease of the job was lost; nothing of this step was written')
        }),
      )
    try {
      const handler = handlers[job.kind]
      if (!handler) throw new Error(`The thread of jobs knows none of the kind ${job.kind}`)
      const { organizationId, id, payload, createdBy, attempt, lease } = job
      const given = { organizationId, id, payload, createdBy, attempt, lease }
      const result = await withTenant(organizationId, () =>
        handler({ ...given, em: em.fork(), now, signal, progress, write }),
      )
      send({ type: 'done', run, result })
    } catch (error) {
      send({ type: 'failed', run, failure: sentFailure(error) })
    } finally {
      running.delete(run)
      // It stays for a while, for what may follow: not with what this job has left.
      if (running.size === 0) setImmediate(() => running.size === 0 && collectGarbage())
    }
  }

  port.on('message', (message: ToJobThread) => {
    if (message.type === 'run') {
      // A server's clock may be set differently from the machine's: how far, it says with each job.
      const ahead = message.now - clock()
      void run(message.run, message.job, () => clock() + ahead)
    } else if (message.type === 'stop') running.get(message.run)?.abort(message.reason)
    else if (message.type === 'write') turns.came(message.turn)
    else void database.close(true).finally(() => process.exit())
  })
}

/** The write gate of the server, as seen from here. */
function createTurns(port: MessagePort) {
  const waiting = new Map<number, () => void>()
  let last = 0
  return {
    came: (turn: number): void => {
      waiting.get(turn)?.()
      waiting.delete(turn)
    },
    take: async <T>(work: () => Promise<T>): Promise<T> => {
      const turn = ++last
      const send = (type: 'wantsToWrite' | 'wrote') => port.postMessage({ type, turn } satisfies FromJobThread)
      const came = new Promise<void>(resolve => waiting.set(turn, resolve))
      send('wantsToWrite')
      await came
      try {
        return await work()
      } finally {
        send('wrote')
      }
    },
  }
}
