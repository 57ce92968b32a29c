import { dbOf } from '../../server/db/tables.ts'
import type { TestServer } from '../support/server.ts'

/** What the log of an organization says was done, in order. */
export async function eventsOf(server: TestServer, organization: number): Promise<string[]> {
  const rows = await dbOf(server.running.database.em.fork())
    .selectFrom('audit_event')
    .select('action')
    .where('organization_id', '=', organization)
    .orderBy('seq')
    .execute()
  return rows.map(row => row.action)
}
