import { BackupProblem } from '../backup-problem.ts'
import type { BackupRequest } from '../make-backup.ts'
import { makeBackup } from '../make-backup.ts'
import type { ChildAnswer } from './make-in-child.ts'

/** Makes one backup for the server that started this process, tells it what became of it, and ends with it. */
process.once('disconnect', () => process.exit(1))
process.once('message', async (asked: BackupRequest) => {
  const answer = await makeBackup({ ...asked, salt: Buffer.from(asked.salt) }, () => undefined).then(
    ({ bytes, manifest }): ChildAnswer => ({ bytes, organizations: manifest.organizations.length }),
    (error: Error): ChildAnswer => ({
      failed: error instanceof BackupProblem ? error.message : (error.stack ?? error.message),
    }),
  )
  process.send?.(answer, () => process.exit(0))
})
