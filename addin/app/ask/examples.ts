/** Questions to begin with, of which the role may see every answer; `can` as of the viewer's scopes. */
export function exampleQuestions(can: (scope: string) => boolean): readonly string[] {
  if (!can('cost:read')) return forAll
  return can('staff:read') ? [...withCost, 'Billable ratio by tech, last month'] : withCost
}

const forAll = [
  'Top 5 clients by revenue last quarter',
  'Billable ratio by month this year',
  'Revenue last month vs the month before',
  'Which clients have overdue invoices?',
]

const withCost = [
  'Which clients lost money last quarter?',
  'Why did gross margin change last month?',
  'Top 5 products by license waste last quarter',
  'Revenue by month this year',
]

/** Ways to go on from an answer that make sense after what was asked: no split by month of one month, say. */
export function followUps(query: Readonly<Record<string, unknown>>): readonly string[] {
  const { groupBy, compareTo, period } = ('explain' in query ? query.explain : query) as {
    readonly groupBy?: readonly string[]
    readonly compareTo?: string
    readonly period?: { readonly between?: { readonly from: string; readonly to: string } }
  }
  const days = period?.between ? (Date.parse(period.between.to) - Date.parse(period.between.from)) / 86_400_000 : null
  const grouped = groupBy ?? []
  return [
    ...(grouped.includes('MONTH') || (days !== null && days < 31) ? [] : ['by month']),
    ...(grouped.length > 0 ? [] : ['by client']),
    // A comparison of more than a year reaches back before most data.
    ...(compareTo !== undefined || days === null || days > 366 ? [] : ['compared with last year']),
    ...('explain' in query || days === null || days > 366 ? [] : ['why?']),
  ]
}
