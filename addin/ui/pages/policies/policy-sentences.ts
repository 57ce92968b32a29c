/** What a policy is called. */
export const policyTitles: Readonly<Record<string, string>> = {
  acceptance: 'Quality of uploads',
  files: 'Files',
  review: 'What a person looks at',
  approval: 'Who approves',
  masking: 'Personal data',
  signIn: 'Signing in',
  retention: 'How long rows are kept',
}

type Fields = Readonly<Record<string, unknown>>

/** What a policy says, in sentences; of one that this page does not know, its JSON. */
export function policySentences(key: string, value: unknown, nameOf: (metric: string) => string): readonly string[] {
  const fields = fieldsOf(value)
  switch (key) {
    case 'acceptance': {
      const minimum = Object.entries(fieldsOf(fields.minimumQuality))
      return minimum.length === 0
        ? ['Sheets of any quality are accepted, unless the server is set otherwise.']
        : minimum.map(([dataset, score]) => `${wordsOf(dataset)} need a quality of at least ${score} of 100.`)
    }
    case 'files':
      return [
        `Files may be ${listOf(fields.types)
          .map(type => type.toUpperCase())
          .join(' or ')}.`,
        fields.maxBytes === null
          ? 'They may be as large as the server allows.'
          : `They may have at most ${numberText(fields.maxBytes)} bytes.`,
        fields.maxRows === null
          ? 'They may have as many rows as the server allows.'
          : `They may have at most ${numberText(fields.maxRows)} rows.`,
      ]
    case 'review':
      return reviewSentences(fields, nameOf)
    case 'approval':
      return itemsOf(fields.chains).map(chain => chainSentence(chain, nameOf))
    case 'masking':
      return [
        listOf(fields.contacts).length === 0
          ? 'Contacts are masked for viewers only.'
          : `Contacts are also masked for: ${rolesText(fields.contacts)}.`,
        listOf(fields.staffNames).length === 0
          ? 'Names of staff are masked for viewers only.'
          : `Names of staff are also masked for: ${rolesText(fields.staffNames)}.`,
      ]
    case 'signIn':
      return [
        listOf(fields.secondFactor).length === 0
          ? 'A second factor is up to each person.'
          : `Must have a second factor, and may do nothing before: ${rolesText(fields.secondFactor)}.`,
      ]
    case 'retention': {
      const months = Object.entries(fieldsOf(fields.months)).filter(([, count]) => count !== null)
      return months.length === 0
        ? ['Rows are kept until somebody removes them.']
        : months.map(([dataset, count]) => `${wordsOf(dataset)} are kept for ${count} months after their own.`)
    }
    default:
      return [JSON.stringify(value)]
  }
}

function reviewSentences(fields: Fields, nameOf: (metric: string) => string): string[] {
  const trend = fields.trend === null ? null : fieldsOf(fields.trend)
  const unusual = fields.unusualChange === null ? null : fieldsOf(fields.unusualChange)
  const share = Number(fields.sampleShare)
  return [
    `Looked at, for each client and month: ${listOf(fields.metrics).map(nameOf).join(', ') || 'nothing'}.`,
    `Confidence below ${Math.round(Number(fields.confidenceBelow) * 100)} %.`,
    ...itemsOf(fields.limits).map(({ metric, below, above }) =>
      [
        nameOf(String(metric)),
        below === undefined ? '' : ` below ${withUnit(String(metric), below)}`,
        below !== undefined && above !== undefined ? ' or' : '',
        above === undefined ? '' : ` above ${withUnit(String(metric), above)}`,
        '.',
      ].join(''),
    ),
    ...(trend
      ? [
          `${nameOf(String(trend.metric))} that moves by more than ${trend.beyondPct} % a month over ${trend.months} months.`,
        ]
      : []),
    ...(unusual
      ? [`A change beyond ${unusual.deviations} usual deviations, once ${unusual.atLeast} changes are known.`]
      : []),
    share > 0
      ? `A random ${(share * 100).toFixed(share < 0.01 ? 1 : 0)} % of the rest.`
      : 'No random sample of the rest.',
    `Decided within ${fields.dueDays} days.`,
    fields.unfinishedMonths ? 'Months that are not over too.' : 'Only months that are over.',
    ...(typeof fields.months === 'number'
      ? [fields.months === 1 ? 'Only of the last month.' : `Only of the last ${fields.months} months.`]
      : []),
  ]
}

function chainSentence(chain: Fields, nameOf: (metric: string) => string): string {
  const metrics = listOf(chain.metrics)
  const what = metrics.length === 0 ? 'Results' : metrics.map(nameOf).join(', ')
  const size = chain.fromAmount === undefined ? '' : ` of ${numberText(chain.fromAmount)} or more`
  const steps = itemsOf(chain.steps).map(({ roles, count }) => `${count} of ${rolesText(roles)}`)
  return `${what}${size}: approved by ${steps.join(', then ')}.`
}

/** Limits of percentages are in percent, as their keys say. */
const withUnit = (metric: string, limit: unknown): string =>
  `${numberText(limit)}${metric.endsWith('_pct') ? ' %' : ''}`.replace('-', '−')

const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {})
const itemsOf = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.map(fieldsOf) : [])
const listOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : [])
const numberText = (value: unknown): string => Number(value).toLocaleString('en-US')
const wordsOf = (name: string): string => name.charAt(0) + name.slice(1).toLowerCase().replaceAll('_', ' ')
const rolesText = (value: unknown): string =>
  listOf(value)
    .map(role => role.toLowerCase())
    .join(', ')
