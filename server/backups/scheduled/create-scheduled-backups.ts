import { stat } from 'node:fs/promises'
import type { Sleep } from '../../jobs/follow-job.ts'
import { type Schedule, slotOf } from '../../jobs/schedule.ts'
import type { BackupRequest } from '../make-backup.ts'
import { newestBackupAt, pruneBackups, removeLeft, slotFile } from './backup-folder.ts'
import { takeFolder } from './folder-lock.ts'
import { makeInChild } from './make-in-child.ts'

export interface ScheduledBackupsSettings {
  readonly folder: string
  readonly every: Schedule['every']
  /** How many are kept. */
  readonly keep: number
  /** What makes a backup of the server's database in this file. */
  readonly request: (out: string, now: number) => BackupRequest
  /** A random name of this process. */
  readonly uid: string
  /** The clock, in milliseconds since 1970. */
  readonly now: () => number
  readonly sleep: Sleep
  /** Hears of each backup: what was made, or why none was. */
  readonly report: (what: BackupReport) => void
}

export type BackupReport =
  | {
      readonly made: string
      readonly bytes: number
      readonly organizations: number
      readonly removed: readonly string[]
    }
  | { readonly failed: unknown }

export interface ScheduledBackups {
  start(): void
  /** Makes the backup of the present slot, unless it is there or another process is at it; answers whether it made one. */
  runDue(): Promise<boolean>
  /** When the newest good one was made; null: there is none. */
  lastGoodAt(): Promise<number | null>
  /** "off"-style state for people: what the last one was, or since when it fails. */
  state(): Promise<string>
  stop(): Promise<void>
}

const LOOK_EVERY = 60_000
/** After a failure; the disk may have been full. */
const RETRY_AFTER = 900_000
const HALF_PAST = 30
const lengths = { HOUR: 3_600_000, DAY: 86_400_000 } as const

/** Makes backups of a server that runs, one in each slot whatever number of processes share the folder. */
export function createScheduledBackups(settings: ScheduledBackupsSettings): ScheduledBackups {
  const { folder, every, keep, request, uid, now, sleep, report } = settings
  const stopping = new AbortController()
  let failedAt: number | null = null
  let loop: Promise<void> = Promise.resolve()

  async function runDue(): Promise<boolean> {
    const out = slotFile(folder, slotOf({ every, atMinute: HALF_PAST }, now()))
    if (await stat(out).catch(() => null)) return false
    const lock = await takeFolder(folder, uid, now())
    if (!lock) return false
    const held = setInterval(() => void lock.touch(now()), LOOK_EVERY)
    try {
      // Another process may have made it between the look and the lock.
      if (await stat(out).catch(() => null)) return false
      await removeLeft(folder)
      const made = await makeInChild(request(out, now()), stopping.signal)
      failedAt = null
      report({
        made: out,
        bytes: made.bytes,
        organizations: made.organizations,
        removed: await pruneBackups(folder, keep),
      })
      return true
    } finally {
      clearInterval(held)
      if (stopping.signal.aborted) await removeLeft(folder).catch(() => undefined)
      await lock.release()
    }
  }

  async function look(): Promise<void> {
    if (failedAt !== null && now() - failedAt < RETRY_AFTER) return
    try {
      await runDue()
    } catch (error) {
      if (stopping.signal.aborted) return
      failedAt = now()
      report({ failed: error })
    }
  }

  const lastGoodAt = () => newestBackupAt(folder).catch(() => null)
  return {
    start: () => {
      loop = (async () => {
        while (!stopping.signal.aborted) {
          await look()
          await sleep(LOOK_EVERY, stopping.signal)
        }
      })()
    },
    runDue,
    lastGoodAt,
    state: async () => {
      const last = await lastGoodAt()
      const text = last === null ? 'none was made yet' : `the last one was made ${new Date(last).toISOString()}`
      if (failedAt !== null) return `failing since ${new Date(failedAt).toISOString()}, see the log; ${text}`
      return last !== null && now() - last > 2 * lengths[every] ? `overdue; ${text}` : text
    },
    stop: async () => {
      stopping.abort()
      await loop
    },
  }
}
