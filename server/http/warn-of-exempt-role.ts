import type { SqlEntityManager } from '@mikro-orm/sql'
import { exemptRole } from '../db/row-level-security/exempt-role.ts'
import type { Log } from '../log.ts'

/** Says at start when PostgreSQL does not hold the server to the policies of its tables: a superuser meets every row. */
export async function warnOfExemptRole(em: SqlEntityManager, log: Log): Promise<void> {
  const role = await exemptRole(em)
  if (role !== null)
    log.warn(
      { role },
      'row-level security does not hold for the role of DATABASE_URL: give the server a role that is no superuser and may not bypass it',
    )
}
