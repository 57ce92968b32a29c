import type { Dataset } from '../../../datasets/dataset.ts'
import { type ColumnMapping, type MappedHeading, type MappingQuestion, UnreadableSheet } from '../sheet.ts'
import { ALIAS, columnMatches, type MatchRank, NAME, TITLE } from './column-matches.ts'
import { headingKey } from './heading-key.ts'

/** Headings in a message: as many as a person reads. */
const listed = (headings: readonly string[], separator = ', '): string =>
  headings
    .slice(0, 30)
    .map(text => `"${text}"`)
    .join(separator) + (headings.length > 30 ? ` and ${headings.length - 30} more` : '')

export interface HeadingMap {
  readonly headings: readonly MappedHeading[]
  readonly questions: readonly MappingQuestion[]
}

/** The heading without the number that tells it from an equal one: "Date (2)" is matched as "Date". */
const matchedText = (heading: string, all: readonly string[]): string => {
  const plain = heading.replace(/ \(\d+\)$/, '')
  return all.includes(plain) ? plain : heading
}

/** What a person said about this heading; the exact text wins over one that only compares equal. */
export const mappingOf = (heading: string, mapping: readonly ColumnMapping[]): ColumnMapping | undefined =>
  mapping.find(entry => entry.heading === heading) ??
  mapping.find(entry => headingKey(entry.heading) === headingKey(heading) && headingKey(heading) !== '')

class Assignment {
  readonly columnOf = new Map<string, string | null>()
  readonly takenBy = new Map<string, string>()
  readonly by = new Map<string, 'MAPPING' | 'NAME' | 'ALIAS'>()
  readonly questions: MappingQuestion[] = []
  /** Headings that lost a column to a better word for it, and which that was. */
  readonly passedOver = new Map<string, string>()
  /** Headings and columns about which there is a question already. */
  readonly asked = new Set<string>()

  take(heading: string, column: string | null, by: 'MAPPING' | 'NAME' | 'ALIAS'): void {
    this.columnOf.set(heading, column)
    this.by.set(heading, by)
    if (column !== null) this.takenBy.set(column, heading)
  }

  twoHeadings(column: string, headings: readonly string[]): void {
    this.asked.add(column)
    for (const heading of headings) this.asked.add(heading)
    this.questions.push({
      code: 'AMBIGUOUS_HEADING',
      heading: null,
      column,
      message: `Mapping the headings: ${listed(headings, ' and ')} may each be the column ${column}; say which of them is`,
      choices: headings,
    })
  }

  twoColumns(heading: string, columns: readonly string[]): void {
    this.asked.add(heading)
    for (const column of columns) this.asked.add(column)
    this.questions.push({
      code: 'AMBIGUOUS_HEADING',
      heading,
      column: null,
      message: `Mapping the headings: "${heading}" may be the column ${columns.join(' or ')}; say which it is`,
      choices: columns,
    })
  }
}

function assignSaid(
  assignment: Assignment,
  headings: readonly string[],
  dataset: Dataset,
  mapping: readonly ColumnMapping[],
): void {
  const names = new Set(dataset.columns.map(column => column.name))
  const said = new Map<string, string[]>()
  for (const heading of headings) {
    const entry = mappingOf(heading, mapping)
    if (!entry) continue
    if (entry.column === null) assignment.take(heading, null, 'MAPPING')
    else if (!names.has(entry.column))
      throw new UnreadableSheet(
        'UNKNOWN_COLUMN',
        `Mapping the headings: "${heading}" is mapped to "${entry.column}", but ${dataset.name} has no such column; it has ${[...names].join(', ')}`,
      )
    else said.set(entry.column, [...(said.get(entry.column) ?? []), heading])
  }
  for (const [column, claimed] of said)
    if (claimed.length === 1) assignment.take(claimed[0] ?? '', column, 'MAPPING')
    else assignment.twoHeadings(column, claimed)
}

interface Claim {
  readonly heading: string
  readonly place: number
}

/**
 * One rank at a time: a heading and a column that have only each other belong together. Of several aliases of a column
 * the one declared first is taken ("Client name" before "Client id") and the others are told; all else is asked.
 */
function assignRank(assignment: Assignment, headings: readonly string[], dataset: Dataset, rank: MatchRank): void {
  const matches = columnMatches(dataset)
  const wanted = new Map<string, Claim[]>()
  for (const heading of headings) {
    if (assignment.columnOf.has(heading) || assignment.asked.has(heading)) continue
    const found = (matches.get(headingKey(matchedText(heading, headings))) ?? []).filter(
      match => match.rank === rank && !assignment.takenBy.has(match.column) && !assignment.asked.has(match.column),
    )
    const [first] = found
    if (found.length > 1) {
      assignment.twoColumns(
        heading,
        found.map(match => match.column),
      )
    } else if (first) wanted.set(first.column, [...(wanted.get(first.column) ?? []), { heading, place: first.place }])
  }
  for (const [column, claims] of wanted)
    if (!assignment.asked.has(column)) settleClaims(assignment, column, claims, rank)
}

function settleClaims(assignment: Assignment, column: string, claims: readonly Claim[], rank: MatchRank): void {
  const best = Math.min(...claims.map(claim => claim.place))
  const [winner, ...equals] = claims.filter(claim => claim.place === best)
  if (!winner) return
  if (equals.length > 0) {
    assignment.twoHeadings(
      column,
      claims.map(claim => claim.heading),
    )
    return
  }
  assignment.take(winner.heading, column, rank === ALIAS ? 'ALIAS' : 'NAME')
  for (const { heading } of claims) if (heading !== winner.heading) assignment.passedOver.set(heading, winner.heading)
}

function missingColumns(assignment: Assignment, headings: readonly string[], dataset: Dataset): MappingQuestion[] {
  const unmapped = headings.filter(heading => !assignment.columnOf.has(heading))
  return dataset.columns
    .filter(
      ({ name, required }) => required !== undefined && !assignment.takenBy.has(name) && !assignment.asked.has(name),
    )
    .map(column => ({
      code: 'REQUIRED_COLUMN_MISSING',
      heading: null,
      column: column.name,
      message: `Mapping the headings: no heading is the required column ${column.name} (${column.title}); say which heading it is, or add the column. The headings are ${listed(headings)}`,
      choices: unmapped,
    }))
}

/**
 * Which column each heading is: what a person said, else the column's name, its title, its aliases, in this order,
 * each without case, spaces and punctuation; earlier aliases win. Two that are equally good are a question, as is a required column that no
 * heading names. Throws UnreadableSheet where a mapping names a column the dataset does not have.
 */
export function mappedHeadings(
  headings: readonly string[],
  dataset: Dataset,
  mapping: readonly ColumnMapping[],
): HeadingMap {
  const assignment = new Assignment()
  assignSaid(assignment, headings, dataset, mapping)
  for (const rank of [NAME, TITLE, ALIAS] as const) assignRank(assignment, headings, dataset, rank)
  const questions = [...assignment.questions, ...missingColumns(assignment, headings, dataset)]
  return {
    headings: headings.map(heading => ({
      heading,
      column: assignment.columnOf.get(heading) ?? null,
      by: assignment.by.get(heading) ?? 'NONE',
      ...(assignment.passedOver.has(heading) ? { passedOverFor: assignment.passedOver.get(heading) ?? '' } : {}),
    })),
    questions,
  }
}
