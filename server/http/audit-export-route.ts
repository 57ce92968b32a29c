import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import type { Context } from '../../schema/context.ts'
import { decodeId } from '../access/opaque-id.ts'
import { isMember, may } from '../access/policy.ts'
import { secondFactorAsked } from '../access/second-factor-asked.ts'
import type { EventFilter } from '../audit/event-filter.ts'
import { csvExport } from '../audit/export/csv-export.ts'
import { jsonExport } from '../audit/export/json-export.ts'
import type { LogExport } from '../audit/export/log-export.ts'
import { type ExportFormat, startExport } from '../audit/export/start-export.ts'
import { xlsxExport } from '../audit/export/xlsx-export.ts'
import { BadInput, Forbidden, NotFound, Unauthenticated } from '../errors.ts'
import { noteForAudit } from './refusals-plugin.ts'

const formats: Readonly<Record<ExportFormat, { type: string; body: (log: LogExport) => Readable }>> = {
  csv: { type: 'text/csv; charset=utf-8', body: log => Readable.from(csvExport(log)) },
  json: { type: 'application/json; charset=utf-8', body: log => Readable.from(jsonExport(log)) },
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', body: xlsxExport },
}

const instant = z.iso.datetime({ offset: true }).transform(text => Date.parse(text))
const text = z
  .string()
  .min(1)
  .max(300)
  .refine(value => !value.includes('\0'), { message: 'it holds the character U+0000; leave it out' })
const parameters = z
  .strictObject({ actor: text, action: text, subject: text, from: instant, to: instant, search: text })
  .partial()

/**
 * GET /audit/export.{csv|json|xlsx}: the audit log as a file; the whole log, or what the parameters of `auditEvents`
 * select. Each file says the log's head. Needs audit:export; is an entry of the log itself.
 */
export async function auditExportRoute(context: Context, res: ServerResponse, url: URL): Promise<void> {
  const { viewer, accounts, now } = context
  const format = /^\/audit\/export\.(csv|json|xlsx)$/.exec(url.pathname)?.[1] as ExportFormat | undefined
  if (!format)
    throw new NotFound(
      `Exporting the audit log: there is nothing at ${url.pathname}; ask for /audit/export.csv, .json or .xlsx`,
    )
  if (!isMember(viewer)) throw new Unauthenticated()
  if (!may(viewer, 'audit:export')) {
    context.audit.refuse('GET /audit/export', 'audit:export')
    noteForAudit(context)
    const why = secondFactorAsked(viewer) ?? 'your role may not do this; ask for audit:export'
    throw new Forbidden(`Exporting the audit log: ${why}`)
  }
  const filter = filterOf(url, viewer.organizationId)
  const log = await startExport(accounts.em, accounts.gate, viewer, { format, filter }, now)
  res.writeHead(200, {
    'content-type': formats[format].type,
    'content-disposition': `attachment; filename="audit-log-${log.head.seq}.${format}"`,
  })
  await pipeline(formats[format].body(log), res).catch(error => {
    // Who goes away in the middle of a download is no failure of ours.
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error
  })
}

function filterOf(url: URL, organizationId: number): EventFilter {
  const parsed = parameters.safeParse(Object.fromEntries(url.searchParams))
  if (!parsed.success)
    throw new BadInput(
      `Exporting the audit log: ${parsed.error.issues.map(issue => `${issue.path.join('.') || 'the address'}: ${issue.message}`).join('; ')}`,
    )
  const { actor, ...filter } = parsed.data
  if (actor === undefined) return filter
  const [id] = decodeId(actor, 'User', organizationId) ?? []
  if (id === undefined) throw new BadInput('Exporting the audit log: actor is not the id of a user')
  return { ...filter, actorId: Number(id) }
}
