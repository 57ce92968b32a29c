import { ExpectedError } from '../errors.ts'

/** A backup cannot be made, read or restored; the message says why and what to do. */
export class BackupProblem extends ExpectedError {
  constructor(message: string) {
    super('BACKUP_PROBLEM', message)
  }
}
