import { ExpectedError } from '../../errors.ts'

/** What came of some work: its result, or an expected failure as data. Anything unexpected stays thrown. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: { readonly code: string; readonly message: string } }

export async function outcome<T>(work: () => T | Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await work() }
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error
    return { ok: false, error: { code: error.code, message: error.message } }
  }
}
