import type { ExplainInput } from '../../api/operations/explain.gen.ts'
import type { MetricQuery } from '../../api/operations/metrics.gen.ts'
import type { Provenance, PulledTable } from '../../workbook/workbook.ts'
import { againstTexts } from '../explain/read-explanation.ts'
import { describeQuery, periodText } from './describe-query.ts'

/** Where a table comes from, line by line, for people. */
export function describeTable(
  { provenance, state, reason }: PulledTable,
  nameOf: (key: string) => string,
): readonly { readonly label: string; readonly text: string }[] {
  const { definitions, snapshot, asOf, period, pulledAt, pulledBy, frozen, server, organization } = provenance
  const versions = Object.entries(definitions).map(([key, version]) => `${nameOf(key)} version ${version}`)
  return [
    { label: 'Asks for', text: questionOf(provenance, nameOf) },
    ...(period ? [{ label: 'About the days', text: `${period.from} to ${period.to}` }] : []),
    { label: 'Definitions', text: versions.join(', ') || 'none' },
    {
      label: 'Data',
      text: `${snapshot === null ? 'no upload yet' : `up to upload ${snapshot}`}, as known ${instant(asOf)}`,
    },
    { label: 'Pulled', text: `${instant(pulledAt)} by ${pulledBy}` },
    { label: 'Server', text: server },
    ...(organization ? [{ label: 'Organization', text: organization.name }] : []),
    { label: 'State', text: frozen ? `${stateTexts[state]} Frozen: a refresh leaves it as it is.` : stateTexts[state] },
    ...(reason === null ? [] : [{ label: 'Because', text: reason }]),
  ]
}

export const stateTexts: Readonly<Record<PulledTable['state'], string>> = {
  intact: 'As it was written.',
  edited: 'Cells inside were changed by hand.',
  copied: 'A copy of another table.',
  damaged: 'Not what was written.',
  gone: 'Deleted.',
}

function questionOf({ request }: Provenance, nameOf: (key: string) => string): string {
  if (request.kind === 'metrics') return describeQuery(request.query as unknown as MetricQuery, nameOf)
  const { metric, against, period } = request.input as unknown as ExplainInput
  return `Why ${nameOf(metric)} differs from ${againstTexts[against].toLowerCase()}${period ? ` ${periodText(period)}` : ''}.`
}

const instant = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`
