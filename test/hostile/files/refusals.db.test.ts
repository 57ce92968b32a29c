import { expect, test } from 'vitest'
import { dbOf } from '../../../server/db/tables.ts'
import { testOrganization } from '../../support/imports.ts'

test('an upload that is refused is in the log, with what it was and why, and nothing of what it held', async () => {
  await using organization = await testOrganization()
  const { upload, database, organizationId } = organization
  await upload('clients', Buffer.from('89504e470d0a1a0a', 'hex'), { fileName: 'Secret Client.png' })
  await upload('clients', 'name\n', { dryRun: true })
  const invoices = 'client,invoice_number,date,total_amount\nSecret Client,I-1,2026-01-31,5\n'
  expect((await upload('invoices', invoices, { mode: 'STRICT' })).type).toBe('RowsRejected')
  // To be asked, or to check a sheet without storing it, is no refusal.
  expect((await upload('invoices', invoices, { mode: 'STRICT', dryRun: true })).type).toBe('RowsRejected')
  expect((await upload('clients', 'foo,bar\n1,2\n')).type).toBe('MappingNeeded')
  const events = await dbOf(database.orm.em.fork())
    .selectFrom('audit_event')
    .select(['action', 'subject', 'details', 'actor_id'])
    .where('organization_id', '=', organizationId)
    .orderBy('seq')
    .execute()
  expect(events.map(({ details, ...event }) => ({ ...event, details: JSON.parse(details) }))).toEqual(
    [
      { dataset: 'CLIENTS', byteSize: 8, dryRun: false, outcome: 'InvalidFile', code: 'WRONG_TYPE' },
      { dataset: 'CLIENTS', byteSize: 5, dryRun: true, outcome: 'InvalidFile', code: 'HEADER_ONLY' },
      { dataset: 'INVOICES', byteSize: invoices.length, dryRun: false, outcome: 'RowsRejected', code: null },
    ].map(details => ({
      ...{ action: 'snapshot.refused', subject: expect.stringMatching(/^Upload:/), actor_id: organization.userId },
      details,
    })),
  )
  expect(JSON.stringify(events)).not.toContain('Secret')
})
