import { dayOfInstant } from '../server/analytics/calendar.ts'
import { clientNamed } from '../server/clients/read-clients.ts'
import { BadInput } from '../server/errors.ts'
import { periodInput } from '../server/metrics/metric-query.ts'
import { resolvedPeriod } from '../server/metrics/periods/resolve-period.ts'
import type { ClientReference, DayRange, Importer, ImportRequest } from '../server/snapshots/import-request.ts'
import type { ColumnMapping, SheetSource } from '../server/snapshots/reading/sheet.ts'
import { shownFileName } from '../server/snapshots/shown-file-name.ts'
import { clientIdOf } from './client.ts'
import { clientOf } from './client-ref.ts'
import type { Context } from './context.ts'
import { memberOf } from './member.ts'
import { organizationOf } from './organization.ts'
import type { UploadOptions } from './upload-input.ts'
import { withoutNulls } from './without-nulls.ts'

export interface UploadSheet {
  readonly source: SheetSource
  readonly sheet: string | null
  readonly fileName: string | null
}

export function importerOf(context: Context): Importer {
  const { organizationId, userId, role, apiKeyId, origin } = memberOf(context)
  return { organizationId, userId, role, apiKeyId, origin }
}

/** The import that an upload asks for, with periods and names of clients resolved. */
export async function uploadRequest(
  context: Context,
  sheet: UploadSheet,
  options: UploadOptions,
): Promise<ImportRequest> {
  return {
    uid: context.newUid(),
    by: importerOf(context),
    ...sheet,
    fileName: sheet.fileName === null ? null : shownFileName(sheet.fileName),
    dataset: options.dataset,
    mode: options.mode ?? 'LENIENT',
    scope: options.scope ?? 'UPSERT',
    period: await periodOf(context, options),
    mapping: (options.mapping ?? []).map(mappingOf),
    references: await referencesOf(context, options.references ?? []),
    createMissingClients: options.createMissingClients ?? false,
    dryRun: options.dryRun ?? false,
    description: options.description?.replaceAll('\0', '\u2400') ?? null,
    corrects: null,
  }
}

async function periodOf(context: Context, { period, scope }: UploadOptions): Promise<DayRange | null> {
  if (period == null) return null
  if (scope !== 'REPLACE_PERIOD')
    throw new BadInput(`Reading the upload: a period goes with the scope REPLACE_PERIOD, not with ${scope ?? 'UPSERT'}`)
  if (period.named?.trim().toUpperCase() === 'ALL')
    throw new BadInput('Reading the upload: to replace everything use the scope REPLACE_ALL without a period')
  const { fiscalYearStart } = await organizationOf(context)
  const setting = { today: dayOfInstant(context.now), fiscalYearStart, months: null }
  const parsed = periodInput.safeParse(withoutNulls(period))
  if (!parsed.success) throw new BadInput('Reading the upload: the period is not complete; give between, last or named')
  const { from, to } = resolvedPeriod(parsed.data, setting)
  return { from, to }
}

const mappingOf = (mapping: NonNullable<UploadOptions['mapping']>[number]): ColumnMapping => ({
  heading: mapping.heading,
  column: mapping.column ?? null,
  ...(mapping.dateOrder == null ? {} : { dateOrder: mapping.dateOrder }),
  ...(mapping.decimalMark == null ? {} : { decimalMark: mapping.decimalMark }),
  ...(mapping.values == null ? {} : { values: mapping.values as Record<string, string> }),
})

async function referencesOf(
  context: Context,
  references: NonNullable<UploadOptions['references']>,
): Promise<ClientReference[]> {
  return await Promise.all(
    references.map(async ({ name, client }) => {
      const id = clientIdOf(context, client)
      const found = id === null ? await clientNamed(context.em, memberOf(context), client) : await clientOf(context, id)
      if (found === null)
        throw new BadInput(`Reading the upload: "${name}" is said to mean "${client}", and there is no such client`)
      return { name, clientId: found.id }
    }),
  )
}
