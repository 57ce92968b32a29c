import { BadConfiguration } from '../config.ts'
import { storageTrouble } from '../db/storage-trouble.ts'

/** Why a server could not be started, in lines for whoever started it; null: it is a failure of the program. */
export function startProblem(error: unknown): readonly string[] | null {
  const { code, message } = error as NodeJS.ErrnoException
  if (error instanceof BadConfiguration) return error.problems
  if (code === 'EADDRINUSE') return [`Starting the server: ${message}; choose another PORT`]
  if (code === 'SQLITE_NOTADB' || code === 'SQLITE_CORRUPT')
    return [
      'Starting the server: the database file in DATA_DIR is damaged; restore a backup with `npm run restore -- FILE --replace`',
    ]
  const trouble = storageTrouble(error)
  if (trouble?.code === 'STORAGE_FULL') return [`Starting the server: the disk of DATA_DIR is full (${message})`]
  if (trouble)
    return [`Starting the server: DATA_DIR cannot be written to (${message}); give it to the user the server runs as`]
  return null
}
