import { ExpectedError } from '../errors.ts'

/** The disk is full, or the database or its folder can only be read. Nothing of the work was stored. */
export class StorageTrouble extends ExpectedError {}

const FULL = 'the disk of the server is full. Ask whoever runs it to free some space, then try again'
const READ_ONLY =
  'the files of the server can only be read at the moment. Ask whoever runs it to look at DATA_DIR and its log, then try again'

/** Codes of Node, SQLite and PostgreSQL, and what SQLite says where only the words are left of an error. */
const troubles: readonly (readonly [code: string, codes: RegExp, words: RegExp, text: string])[] = [
  ['STORAGE_FULL', /^(?:ENOSPC|EDQUOT|SQLITE_FULL|53100)$/, /database or disk is full|no space left on device/i, FULL],
  [
    'STORAGE_READ_ONLY',
    /^(?:EROFS|EACCES|EPERM|SQLITE_READONLY\w*|SQLITE_CANTOPEN\w*|25006)$/,
    /attempt to write a readonly database|unable to open database file|read-only file system/i,
    READ_ONLY,
  ],
]

/** What is wrong with the storage, where that is why something failed; null: it failed for another reason. */
export function storageTrouble(error: unknown): StorageTrouble | null {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 8; depth++) {
    const { code, message, cause: next, previous } = cause as Error & { code?: unknown; previous?: unknown }
    for (const [name, codes, words, text] of troubles)
      if (codes.test(String(code)) || words.test(message))
        return new StorageTrouble(name, `Storing: nothing of this was stored, as ${text}`)
    cause = next ?? previous
  }
  return null
}
