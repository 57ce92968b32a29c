import { Forbidden } from '../server/errors.ts'
import type { Context } from './context.ts'

/** Does the work; where it is refused because of what it is about, and not by the field's rule, the log says so too. */
export async function notingRefusal<T>({ refusals }: Context, field: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Forbidden) refusals.note(field, 'a role that may do as much')
    throw error
  }
}
