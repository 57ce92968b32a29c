/** A part of a policy that has a field of its own. */
export interface PolicyField {
  readonly path: readonly string[]
  readonly label: string
  readonly hint?: string
  /** share: 0 to 1, typed as percent. roles: ticked. */
  readonly kind: 'number' | 'share' | 'switch' | 'roles'
  /** Whether blank stands for "no limit" (null). */
  readonly optional?: boolean
}

const datasets = ['CLIENTS', 'STAFF', 'INVOICES', 'TIME_LOGS', 'LICENSES', 'BUDGETS', 'FX_RATES']
const title = (name: string) => name.charAt(0) + name.slice(1).toLowerCase().replaceAll('_', ' ')

const fields: Readonly<Record<string, readonly PolicyField[]>> = {
  files: [
    { path: ['maxBytes'], label: 'Most bytes', kind: 'number', optional: true, hint: 'Blank: what the server allows.' },
    { path: ['maxRows'], label: 'Most rows', kind: 'number', optional: true, hint: 'Blank: what the server allows.' },
  ],
  review: [
    { path: ['confidenceBelow'], label: 'Look at confidence below, in %', kind: 'share' },
    { path: ['sampleShare'], label: 'Random sample of the rest, in %', kind: 'share' },
    { path: ['dueDays'], label: 'Days to decide', kind: 'number' },
    {
      ...{ path: ['months'], label: 'Only of the last months', kind: 'number', optional: true },
      hint: 'Blank: of all months that an upload touches.',
    },
    { path: ['unfinishedMonths'], label: 'Also months that are not over', kind: 'switch' },
  ],
  masking: [
    { path: ['contacts'], label: 'Do not see e-mail and phone of contacts', kind: 'roles' },
    { path: ['staffNames'], label: 'Do not see names of staff', kind: 'roles' },
  ],
  signIn: [{ path: ['secondFactor'], label: 'Must have a second factor', kind: 'roles' }],
  retention: datasets.map(dataset => ({
    ...{ path: ['months', dataset], label: `${title(dataset)}: months`, kind: 'number', optional: true },
    hint: 'Blank: kept.',
  })),
  acceptance: datasets.map(dataset => ({
    ...{ path: ['minimumQuality', dataset], label: `${title(dataset)}: lowest quality, 0 to 100`, kind: 'number' },
    optional: true,
  })),
}

export const fieldsOfPolicy = (key: string): readonly PolicyField[] => fields[key] ?? []
