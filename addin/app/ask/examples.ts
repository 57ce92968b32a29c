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
  'Top 5 products by license waste',
  'Revenue by month this year',
]

/** Ways to go on from an answer, that fit what was asked. */
export function followUps(query: Readonly<Record<string, unknown>>): readonly string[] {
  if ('explain' in query) return ['compared with last year', 'by month']
  const { groupBy, compareTo } = query
  const grouped = Array.isArray(groupBy) && groupBy.length > 0
  return [
    ...(grouped && groupBy.includes('MONTH') ? [] : ['by month']),
    ...(compareTo ? [] : ['compared with last year']),
    ...(grouped ? [] : ['by client', 'why?']),
  ]
}
